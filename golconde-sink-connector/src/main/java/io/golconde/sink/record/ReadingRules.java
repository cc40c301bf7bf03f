package io.golconde.sink.record;

import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.value.Placeholder;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are applied, and how their rows are found.
 *
 * @param failOnUnknown whether a field without a column stops the task; else it is left out
 * @param unavailable the value that stands for one that the source does not know, null where there is none
 */
public record ReadingRules(
        InsertMode mode,
        boolean deletes,
        boolean truncates,
        TableNameFormat tableName,
        KeyRule key,
        ColumnNames names,
        boolean failOnUnknown,
        @Nullable Placeholder unavailable) {}
