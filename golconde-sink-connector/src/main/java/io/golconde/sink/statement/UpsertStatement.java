package io.golconde.sink.statement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds rows, or sets their columns where they are there already and, where rows have versions, not newer.
 *
 * @param missingOnly adds only rows that are not there: for columns that do not make a whole row, which an INSERT would
 *     refuse before it looks for the conflict; an {@link UpdateStatement} has gone before
 */
public record UpsertStatement(KeyedTable table, List<Column> columns, boolean missingOnly) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return columns;
    }

    @Override
    public String sql() {
        String insert = new InsertStatement(table.name(), columns, false).sql();
        String missing = missingOnly
                ? "\nWHERE NOT EXISTS (SELECT FROM %s AS t WHERE %s)"
                        .formatted(table.name().quoted(), new Rows(columns).matches("t", table.key()))
                : "";
        return insert + missing + "\nON CONFLICT (" + Rows.names(table.key()) + ") DO " + resolution();
    }

    private String resolution() {
        List<Column> set = UpdateStatement.settable(columns, table.key());
        if (set.isEmpty()) {
            return "NOTHING";
        }
        String wins = new Precedence(table.version()).wins(set, UpsertStatement::excluded);
        return set.stream()
                .map(column -> column.name().quoted() + " = " + excluded(column))
                .collect(Collectors.joining(", ", "UPDATE SET ", wins.isEmpty() ? "" : "\nWHERE " + wins));
    }

    private static String excluded(Column column) {
        return "EXCLUDED." + column.name().quoted();
    }
}
