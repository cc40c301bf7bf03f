package io.golconde.sink.buffer;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.sink.statement.KeyedTable;
import java.util.List;

/**
 * The change of one record that is divided among several tables: all of it is applied, or nothing.
 *
 * @param parts at least one
 */
public record DividedChange(Operation operation, List<Part> parts) implements RowChange.Replaced {
    /** What it means for one of the tables. */
    public record Part(KeyedTable table, RowChange change) {}
}
