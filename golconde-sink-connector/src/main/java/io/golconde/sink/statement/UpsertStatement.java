package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds rows, or sets their columns where they are there already.
 *
 * @param missingOnly adds only rows that are not there: for columns that do not make a whole row, which an INSERT would
 *     refuse before it looks for the conflict; an {@link UpdateStatement} has gone before
 */
public record UpsertStatement(TableName table, List<Column> columns, List<Column> key, boolean missingOnly)
        implements RowStatement {
    @Override
    public List<Column> parameters() {
        return columns;
    }

    @Override
    public String sql() {
        String insert = new InsertStatement(table, columns, false).sql();
        String missing = missingOnly
                ? "\nWHERE NOT EXISTS (SELECT FROM %s AS t WHERE %s)"
                        .formatted(table.quoted(), new Rows(columns).matches("t", key))
                : "";
        return insert + missing + "\nON CONFLICT (" + Rows.names(key) + ") DO " + resolution();
    }

    private String resolution() {
        String assignments = UpdateStatement.settable(columns, key).stream()
                .map(column ->
                        column.name().quoted() + " = EXCLUDED." + column.name().quoted())
                .collect(Collectors.joining(", "));
        return assignments.isEmpty() ? "NOTHING" : "UPDATE SET " + assignments;
    }
}
