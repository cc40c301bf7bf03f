package io.golconde.sink.record;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.sink.statement.KeyedTable;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What one record means for the target.
 *
 * @param change values are in the forms of the target's columns; a write has its key where the table has one
 */
public record Change(SinkRecord record, KeyedTable table, RowChange change) {
    private static final int FIXED_WIDTH = 8;

    /** About how many bytes the values have. */
    public long bytes() {
        return change instanceof RowChange.Write write ? bytes(write.row()) : FIXED_WIDTH;
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
