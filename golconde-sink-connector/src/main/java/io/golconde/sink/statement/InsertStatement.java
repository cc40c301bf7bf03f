package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;

/**
 * Adds rows.
 *
 * @param newOnly leaves out rows that have a unique value of one that is there; else they are an error
 */
public record InsertStatement(TableName table, List<Column> columns, boolean newOnly) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return columns;
    }

    @Override
    public String sql() {
        Rows rows = new Rows(columns);
        String resolution = newOnly ? "\nON CONFLICT DO NOTHING" : "";
        return """
                INSERT INTO %s AS t (%s)%s
                SELECT %s FROM %s%s""".formatted(
                        table.quoted(), Rows.names(columns), overriding(), rows.values(), rows.source(), resolution);
    }

    private String overriding() {
        return columns.stream().anyMatch(column -> column.generation() == Column.Generation.IDENTITY_ALWAYS)
                ? " OVERRIDING SYSTEM VALUE"
                : "";
    }
}
