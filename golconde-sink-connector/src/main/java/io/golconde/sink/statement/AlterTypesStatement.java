package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Gives columns other types, to which PostgreSQL casts their values by itself. */
public record AlterTypesStatement(TableName table, List<NewColumn> columns) {
    public String sql() {
        return columns.stream()
                .map(column -> "ALTER COLUMN " + column.name().quoted() + " TYPE " + column.type())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table.quoted() + ' ', ""));
    }
}
