package io.golconde.sink.buffer;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Write;
import io.golconde.sink.statement.KeyedTable;
import java.util.ArrayList;
import java.util.List;

/** Changes that stand side by side: each written row is one more, in the order of the changes. */
final class AppendedChanges extends TableChanges {
    private final List<Row> deletes = new ArrayList<>();
    private final List<RowGroup> writes = new ArrayList<>();

    AppendedChanges(KeyedTable table) {
        super(table);
    }

    @Override
    boolean isEmpty() {
        return deletes.isEmpty() && writes.isEmpty();
    }

    @Override
    boolean acceptsWrite(Write write) {
        return true;
    }

    @Override
    boolean acceptsDelete(Row key) {
        return writes.isEmpty();
    }

    @Override
    boolean acceptsRekey(Rekey rekey) {
        return writes.isEmpty();
    }

    @Override
    void write(Write write) {
        Row row = write.row();
        RowGroup last = writes.isEmpty() ? null : writes.get(writes.size() - 1);
        if (last == null || !last.columns().equals(row.columns())) {
            last = new RowGroup(row.columns(), new ArrayList<>());
            writes.add(last);
        }
        last.rows().add(row);
    }

    @Override
    void delete(Row key) {
        deletes.add(key);
    }

    @Override
    void rekey(Rekey rekey) {
        delete(rekey.oldKey());
        write(rekey.write());
    }

    @Override
    TableBatch settle() {
        return new TableBatch(table(), isTruncated(), deletes, List.of(), writes);
    }
}
