package io.golconde.sink.statement;

import java.util.List;
import java.util.stream.Collectors;

/** Sets the columns other than the key in the rows that are there and, where rows have versions, not newer. */
public record UpdateStatement(KeyedTable table, List<Column> columns) implements RowStatement {
    /** The columns that an update by this key sets; where there are none, there is no statement to make. */
    public static List<Column> settable(List<Column> columns, List<Column> key) {
        return columns.stream()
                .filter(column -> column.isUpdatable() && !key.contains(column))
                .toList();
    }

    @Override
    public List<Column> parameters() {
        return columns;
    }

    @Override
    public String sql() {
        Rows rows = new Rows(columns);
        List<Column> set = settable(columns, table.key());
        String wins = new Precedence(table.version()).wins(set, rows::value);
        String assignments = set.stream()
                .map(column -> column.name().quoted() + " = " + rows.value(column))
                .collect(Collectors.joining(", "));
        return """
                UPDATE %s AS t SET %s
                FROM %s
                WHERE %s%s""".formatted(
                table.name().quoted(), assignments, rows.source(), rows.matches("t", table.key()), Rows.and(wins));
    }
}
