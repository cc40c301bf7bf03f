package io.golconde.sink.statement;

import java.util.List;

/** Deletes the rows with the given keys; where rows have versions, those that are no newer than the given ones. */
public record DeleteStatement(KeyedTable table) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return table.deleteColumns();
    }

    @Override
    public String sql() {
        Rows rows = new Rows(parameters());
        Column version = table.version();
        String loses = version == null ? "" : new Precedence(version).loses(rows.value(version));
        return """
                DELETE FROM %s AS t USING %s
                WHERE %s%s""".formatted(table.name().quoted(), rows.source(), rows.matches("t", table.key()), Rows.and(loses));
    }
}
