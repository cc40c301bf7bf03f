package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Sets the columns other than the key in the rows that are there. */
public record UpdateStatement(TableName table, List<Column> columns, List<Column> key) implements RowStatement {
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
        String assignments = settable(columns, key).stream()
                .map(column -> column.name().quoted() + " = " + rows.value(column))
                .collect(Collectors.joining(", "));
        return """
                UPDATE %s AS t SET %s
                FROM %s
                WHERE %s""".formatted(table.quoted(), assignments, rows.source(), rows.matches("t", key));
    }
}
