package io.golconde.sink.record;

import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.value.Placeholder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are applied, and how their rows are found.
 *
 * @param createTables whether a table that is not there is made
 * @param widenColumns whether a column that is too narrow for a field's type is given it
 * @param version the column that tells which of two rows is newer, null where the later change wins
 * @param unavailable the value that stands for one that the source does not know, null where there is none
 */
public record ReadingRules(
        InsertMode mode,
        boolean deletes,
        boolean truncates,
        TableNameFormat tableName,
        KeyRule key,
        ColumnNames names,
        TableMapping mapping,
        UnknownFields unknown,
        boolean createTables,
        boolean widenColumns,
        @Nullable String version,
        @Nullable Placeholder unavailable) {

    /** The tables that records for one are written to: itself, unless they are divided. */
    public List<TableName> destinations(TableName table, Tables tables) throws SQLException {
        List<TableName> parts = new ArrayList<>();
        for (MappedTable part : mapping.of(table, tables)) {
            parts.add(part.in(tables.defaultSchema()));
        }
        return parts.isEmpty() ? List.of(table) : parts;
    }

    /** Whether a field for which a table has no column is given one. */
    public boolean addsColumns() {
        return unknown == UnknownFields.ADD;
    }
}
