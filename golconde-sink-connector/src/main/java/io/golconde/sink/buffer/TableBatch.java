package io.golconde.sink.buffer;

import io.golconde.core.event.Row;
import io.golconde.sink.handler.SqlCommand;
import io.golconde.sink.statement.KeyedTable;
import java.util.List;

/**
 * What is to be done to one table, in this order.
 *
 * @param truncated whether it is emptied first
 * @param deletes keys of rows that go
 * @param keyChanges rows that get other keys: different ones, which no other row here has or had
 * @param writes rows that come, or change
 * @param commands what a handler wants instead; then there is nothing else
 */
public record TableBatch(
        KeyedTable table,
        boolean truncated,
        List<Row> deletes,
        List<KeyChangeGroup> keyChanges,
        List<RowGroup> writes,
        List<SqlCommand> commands) {
    TableBatch(
            KeyedTable table,
            boolean truncated,
            List<Row> deletes,
            List<KeyChangeGroup> keyChanges,
            List<RowGroup> writes) {
        this(table, truncated, deletes, keyChanges, writes, List.of());
    }

    TableBatch(KeyedTable table, List<SqlCommand> commands) {
        this(table, false, List.of(), List.of(), List.of(), commands);
    }
}
