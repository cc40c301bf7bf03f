package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Adds columns that may be null, those that the table does not have. */
public record AddColumnsStatement(TableName table, List<NewColumn> columns) {
    public String sql() {
        return columns.stream()
                .map(column -> "ADD COLUMN IF NOT EXISTS " + column.sql())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table.quoted() + ' ', ""));
    }
}
