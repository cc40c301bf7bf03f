package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;

/** Adds rows; one that is there already is an error. */
public record InsertStatement(TableName table, List<Column> columns) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return columns;
    }

    @Override
    public String sql() {
        Rows rows = new Rows(columns);
        return """
                INSERT INTO %s (%s)%s
                SELECT %s FROM %s""".formatted(table.quoted(), Rows.names(columns), overriding(), rows.values(), rows.source());
    }

    private String overriding() {
        return columns.stream().anyMatch(column -> column.generation() == Column.Generation.IDENTITY_ALWAYS)
                ? " OVERRIDING SYSTEM VALUE"
                : "";
    }
}
