package io.golconde.sink.record;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.value.Placeholder;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** How records of one shape become changes of one table. */
final class RowPlan {
    private final KeyedTable table;
    private final Projection projection;
    private final int[] keyPositions;
    private final Columns deleteColumns;
    private final int ignored;

    private RowPlan(KeyedTable table, Projection projection, int ignored) {
        this.table = table;
        this.projection = projection;
        this.ignored = ignored;
        this.deleteColumns = new Columns(table.deleteColumns().stream()
                .map(column -> column.name().name())
                .toList());
        if (projection.columns().size() == 0) {
            throw new DataException("Only records with columns of table " + table.name()
                    + " can be applied, found none. Rename fields with a transform such as RenameColumns, or set"
                    + " column.mapping");
        }
        this.keyPositions = table.keyColumns().names().stream()
                .mapToInt(projection.columns()::indexOf)
                .toArray();
        for (int i = 0; i < keyPositions.length; i++) {
            if (keyPositions[i] < 0) {
                throw new DataException(
                        "Only records with all key columns of " + table + " can be applied, found none for "
                                + table.keyColumns().names().get(i));
            }
        }
    }

    /**
     * For the written rows of documents like these.
     *
     * @param unavailable the value of fields whose columns are left alone
     * @param ignored how many of their fields have no column
     */
    static RowPlan forWrites(
            KeyedTable table, Documents documents, FieldNames names, @Nullable Placeholder unavailable, int ignored) {
        List<Column> columns =
                table.table().columns().stream().filter(Column::isInsertable).toList();
        return new RowPlan(table, Projection.of(table, columns, documents, names, unavailable), ignored);
    }

    /** For the keys of rows that documents like these delete. */
    static RowPlan forDeletes(KeyedTable table, Documents documents, FieldNames names) {
        return new RowPlan(table, Projection.of(table, table.deleteColumns(), documents, names, null), 0);
    }

    KeyedTable table() {
        return table;
    }

    /** How many values of each record are left out. */
    int ignored() {
        return ignored;
    }

    RowChange write(Operation operation, Documents documents) {
        Row row = projection.read(documents);
        if (table.version() != null && version(row) == null) {
            throw new DataException("Only rows with a value in conflict.column "
                    + table.version().name() + " of table " + table.name() + " can be applied, found none");
        }
        return new RowChange.Write(operation, table.hasKey() ? key(row) : null, row);
    }

    RowChange delete(Documents documents) {
        Row row = projection.read(documents);
        return new RowChange.Delete(table.version() == null ? key(row) : versionedKey(row));
    }

    private Row versionedKey(Row row) {
        Row key = key(row);
        @Nullable Object[] values = new Object[deleteColumns.size()];
        for (int i = 0; i < key.columns().size(); i++) {
            values[i] = key.value(i);
        }
        values[values.length - 1] = version(row);
        return new Row(deleteColumns, values);
    }

    private @Nullable Object version(Row row) {
        String name = Objects.requireNonNull(table.version()).name().name();
        return row.has(name) ? row.value(name) : null;
    }

    private Row key(Row row) {
        boolean whole = row.columns().equals(projection.columns());
        @Nullable Object[] values = new Object[keyPositions.length];
        for (int i = 0; i < values.length; i++) {
            String name = table.keyColumns().names().get(i);
            int position = whole ? keyPositions[i] : row.columns().indexOf(name);
            values[i] = position < 0 ? null : row.value(position);
            if (values[i] == null) {
                throw new DataException("Only rows with a value in key column " + name + " of table " + table.name()
                        + " can be applied, found: " + (position < 0 ? "a placeholder" : "null"));
            }
        }
        return new Row(table.keyColumns(), values);
    }
}
