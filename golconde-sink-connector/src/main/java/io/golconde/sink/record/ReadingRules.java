package io.golconde.sink.record;

import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.value.Placeholder;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are applied, and how their rows are found.
 *
 * @param createTables whether a table that is not there is made
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
        UnknownFields unknown,
        boolean createTables,
        @Nullable String version,
        @Nullable Placeholder unavailable) {

    /** Whether a field for which a table has no column is given one. */
    public boolean addsColumns() {
        return unknown == UnknownFields.ADD;
    }
}
