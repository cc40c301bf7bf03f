package io.golconde.source.queue;

import io.golconde.core.event.Columns;
import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.function.Predicate;

/**
 * A captured table as one generation of it looks: name and columns. There is one instance per generation, so that it
 * serves as a key of caches by its identity.
 */
public final class TableVersion {
    private static final TableName MESSAGES = TableName.of("golconde", "message");

    private final int tableId;
    private final int generation;
    private final TableName name;
    private final List<CapturedColumn> columns;
    private final Columns rowColumns;
    private final Columns keyColumns;

    public TableVersion(int tableId, int generation, TableName name, List<CapturedColumn> columns) {
        this.tableId = tableId;
        this.generation = generation;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.rowColumns = names(column -> true);
        this.keyColumns = names(CapturedColumn::key);
    }

    public int tableId() {
        return tableId;
    }

    public int generation() {
        return generation;
    }

    public TableName name() {
        return name;
    }

    /**
     * Whether this is no table: its rows are what was put into the queue with {@code golconde.enqueue} and {@code
     * golconde.execute}.
     */
    public boolean isOfMessages() {
        return name.equals(MESSAGES);
    }

    /** All columns, in the order of {@link #rowColumns}. */
    public List<CapturedColumn> columns() {
        return columns;
    }

    public Columns rowColumns() {
        return rowColumns;
    }

    /** The columns of the key in the order of {@link #rowColumns}; none where the table has no key. */
    public Columns keyColumns() {
        return keyColumns;
    }

    private Columns names(Predicate<CapturedColumn> chosen) {
        return new Columns(columns.stream()
                .filter(chosen)
                .map(column -> column.name().name())
                .toList());
    }

    @Override
    public String toString() {
        return name + ", generation " + generation;
    }
}
