package io.golconde.sink.statement;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of two rows with one key stays: the one with the higher version; of two with the same version the one whose other
 * columns are greater as text, which is the same one wherever it is asked.
 *
 * @param version null where the row that comes always does
 */
record Precedence(@Nullable Column version) {
    /**
     * The condition that the row that comes takes the place of the one that is there, "" where it always does.
     *
     * @param columns those that it sets
     * @param coming the expression for a column of the row that comes
     */
    String wins(List<Column> columns, Function<Column, String> coming) {
        if (version == null) {
            return "";
        }
        String there = there(version);
        String newer = there + " IS NULL OR " + there + " < " + coming.apply(version);
        List<Column> others = columns.stream()
                .filter(column -> !column.equals(version))
                .sorted(Comparator.comparing(column -> column.name().name()))
                .toList();
        return others.isEmpty()
                ? newer
                : "%s OR (%s = %s AND %s < %s)"
                        .formatted(
                                newer,
                                there,
                                coming.apply(version),
                                text(others, Precedence::there),
                                text(others, coming));
    }

    /** The condition that the row that is there is no newer than the one that was deleted elsewhere. */
    String loses(String deleted) {
        return version == null
                ? ""
                : "%s IS NULL OR %s IS NULL OR %s <= %s".formatted(deleted, there(version), there(version), deleted);
    }

    private static String there(Column column) {
        return "t." + column.name().quoted();
    }

    private static String text(List<Column> columns, Function<Column, String> value) {
        return columns.stream().map(value).collect(Collectors.joining(", ", "ROW(", ")"))
                + "::pg_catalog.text COLLATE pg_catalog.\"C\"";
    }
}
