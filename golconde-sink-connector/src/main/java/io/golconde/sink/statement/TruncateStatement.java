package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;

/**
 * Empties a table.
 *
 * @param referenced whether a foreign key refers to the table: then TRUNCATE is refused even when no row does
 */
public record TruncateStatement(TableName table, boolean referenced) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return List.of();
    }

    @Override
    public String sql() {
        return (referenced ? "DELETE FROM " : "TRUNCATE TABLE ") + table.quoted();
    }
}
