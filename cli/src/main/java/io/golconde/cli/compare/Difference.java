package io.golconde.cli.compare;

import io.golconde.core.sql.Identifier;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row that is not the same on both sides.
 *
 * @param key the text forms of the key's columns
 * @param columns the source's columns whose values differ; empty unless the row is on both sides
 */
public record Difference(TableMapping table, Kind kind, List<@Nullable String> key, List<Identifier> columns) {

    /** Where the row is. */
    public enum Kind {
        MISSING("is missing"),
        UNEXPECTED("is not in the source"),
        DIFFERENT("differs");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        String where = table + ": row " + key + ' ' + kind.words;
        return columns.isEmpty()
                ? where
                : where + " in " + columns.stream().map(Identifier::name).collect(Collectors.joining(", "));
    }
}
