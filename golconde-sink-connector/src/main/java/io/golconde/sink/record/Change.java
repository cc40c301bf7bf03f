package io.golconde.sink.record;

import io.golconde.core.event.RowChange;
import io.golconde.sink.statement.KeyedTable;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What one record means for the target.
 *
 * @param change values are in the forms of the target's columns; a write has its key where the table has one
 */
public record Change(SinkRecord record, KeyedTable table, RowChange change) {
    /** Names the record, not its values. */
    @Override
    public String toString() {
        return change.operation() + " of " + table;
    }
}
