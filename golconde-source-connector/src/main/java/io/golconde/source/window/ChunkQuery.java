package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;

/**
 * Selects the next existing rows of a table in the order of its key: first the key as a text array, then the values.
 *
 * @param resumed whether to go on behind a key, the one parameter before the limit
 */
record ChunkQuery(QueueTable table, boolean resumed) {
    static final int FIRST_VALUE = 2;

    String sql() {
        List<QueueColumn> key = table.key();
        return """
                SELECT ARRAY[%s]::pg_catalog.text, %s
                FROM %s t
                %s
                ORDER BY %s LIMIT ?""".formatted(
                        key.stream()
                                .map(column -> qualified(column) + "::pg_catalog.text")
                                .collect(joining(", ")),
                        table.columns().stream().map(QueueColumn::fromTable).collect(joining(", ")),
                        Objects.requireNonNull(table.source()).rows(),
                        resumed ? behind(key) : "",
                        names(key));
    }

    private static String behind(List<QueueColumn> key) {
        StringBuilder values = new StringBuilder();
        for (QueueColumn column : key) {
            values.append(values.isEmpty() ? "" : ", ")
                    .append("k.v[%d]::%s".formatted(column.keyPosition() + 1, column.declared()));
        }
        return "CROSS JOIN (SELECT ?::pg_catalog.text[] AS v OFFSET 0) k WHERE ROW(%s) > ROW(%s)"
                .formatted(names(key), values);
    }

    private static String names(List<QueueColumn> key) {
        return key.stream().map(ChunkQuery::qualified).collect(joining(", "));
    }

    private static String qualified(QueueColumn column) {
        return "t." + column.name().quoted();
    }
}
