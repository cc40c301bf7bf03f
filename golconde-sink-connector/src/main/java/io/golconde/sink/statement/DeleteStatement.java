package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;

/** Deletes the rows with the given keys. */
public record DeleteStatement(TableName table, List<Column> key) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return key;
    }

    @Override
    public String sql() {
        Rows rows = new Rows(key);
        return """
                DELETE FROM %s AS t USING %s
                WHERE %s""".formatted(table.quoted(), rows.source(), rows.matches("t", key));
    }
}
