package io.golconde.sink.record;

import io.golconde.sink.statement.InsertMode;

/**
 * Which changes are applied, and how their rows are found.
 *
 * @param failOnUnknown whether a field without a column stops the task; else it is left out
 */
public record ReadingRules(
        InsertMode mode,
        boolean deletes,
        boolean truncates,
        TableNameFormat tableName,
        KeyRule key,
        boolean failOnUnknown) {}
