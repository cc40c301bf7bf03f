package io.golconde.sink.statement;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes a table, unless there is one of this name.
 *
 * @param key the columns of its primary key, none where it has none
 */
public record CreateTableStatement(TableName table, List<NewColumn> columns, List<Identifier> key) {
    public String sql() {
        String definitions = columns.stream().map(NewColumn::sql).collect(Collectors.joining(", "));
        String primaryKey = key.isEmpty()
                ? ""
                : key.stream().map(Identifier::quoted).collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
        return "CREATE TABLE IF NOT EXISTS " + table.quoted() + " (" + definitions + primaryKey + ')';
    }
}
