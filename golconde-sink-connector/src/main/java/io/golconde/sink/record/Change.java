package io.golconde.sink.record;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Write;
import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.DividedChange;
import io.golconde.sink.handler.HandledChange;
import io.golconde.sink.statement.KeyedTable;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one record means for the target.
 *
 * @param record the first record, where there are two
 * @param change values are in the forms of the target's columns; a write has its key where the table has one
 * @param half which half of a key change it is, if it is one
 * @param halves both halves of a key change that was joined, the old one first; empty for all other changes
 */
public record Change(SinkRecord record, KeyedTable table, RowChange change, KeyHalf half, List<Change> halves) {
    public Change(SinkRecord record, KeyedTable table, RowChange change, KeyHalf half) {
        this(record, table, change, half, List.of());
    }

    /** Whether this and the change behind it are the halves of one key change that the target can make as one. */
    public boolean isJoinable(Change behind) {
        return half == KeyHalf.OLD
                && behind.half == KeyHalf.NEW
                && table == behind.table
                && table.isMovable()
                && table.version() == null
                && change instanceof Delete
                && behind.change instanceof Write;
    }

    /** Both halves as one change. */
    public Change joined(Change behind) {
        Delete old = (Delete) change;
        return new Change(
                record, table, new Rekey(old.key(), (Write) behind.change), KeyHalf.NONE, List.of(this, behind));
    }

    /** Whether a change deletes the same row once more, as a tombstone does. */
    public boolean isRepeatedBy(Change behind) {
        return table == behind.table
                && change instanceof Delete delete
                && behind.change instanceof Delete again
                && table.identity(delete.key()).equals(table.identity(again.key()));
    }

    /** What it means for each of its tables. */
    public List<DividedChange.Part> parts() {
        return change instanceof DividedChange divided
                ? divided.parts()
                : List.of(new DividedChange.Part(table, change));
    }

    /** The tables that are written. */
    public List<TableName> tables() {
        return parts().stream().map(part -> part.table().name()).toList();
    }

    /** The last of the records. */
    public SinkRecord lastRecord() {
        return halves.isEmpty() ? record : halves.get(halves.size() - 1).record;
    }

    private static final int FIXED_WIDTH = 8;

    /** The row that is written, null where none is. */
    public @Nullable Row written() {
        if (change instanceof Rekey rekey) {
            return rekey.write().row();
        }
        return change instanceof Write write ? write.row() : null;
    }

    /** About how many bytes the values have. */
    public long bytes() {
        if (change instanceof HandledChange handled) {
            return handled.length();
        }
        if (change instanceof DividedChange divided) {
            return divided.parts().stream()
                    .mapToLong(part -> new Change(record, part.table(), part.change(), KeyHalf.NONE).bytes())
                    .sum();
        }
        Row row = written();
        return row == null ? FIXED_WIDTH : bytes(row);
    }

    private static long bytes(Row row) {
        long sum = 0;
        for (int i = 0; i < row.columns().size(); i++) {
            Object value = row.value(i);
            if (value instanceof String text) {
                sum += text.length();
            } else {
                sum += value instanceof byte[] bytes ? bytes.length : FIXED_WIDTH;
            }
        }
        return sum;
    }

    /** Names the record, not its values. */
    @Override
    public String toString() {
        return change.operation() + " of " + table;
    }
}
