package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import io.golconde.source.queue.Backfill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The next rows of a table in the order of its key; the place is the key as a text array. A condition is evaluated for these
 * rows only, so that a chunk takes about the same time however many of them are wanted.
 *
 * @param condition an SQL expression; null where all rows are wanted
 * @param after the key of the last row that was read; null before the first
 * @param rows how many at most
 */
record KeyChunk(
        QueueTable table,
        @Nullable String condition,
        @Nullable String after,
        int rows) implements Chunk {

    @Override
    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql());
        if (after != null) {
            statement.setString(1, after);
        }
        statement.setInt(after == null ? 1 : 2, rows);
        return statement;
    }

    @Override
    public Backfill next(Backfill last, int read) {
        return read < rows ? last.finished() : last;
    }

    private String sql() {
        List<QueueColumn> key = table.key();
        return """
                SELECT ARRAY[%s]::pg_catalog.text, %s, %s
                FROM (SELECT t.* FROM %s t %s ORDER BY %s LIMIT ?) t
                %s
                ORDER BY %s""".formatted(
                key.stream()
                        .map(column -> qualified(column) + "::pg_catalog.text")
                        .collect(joining(", ")),
                condition == null ? "true" : "w.wanted",
                table.columns().stream().map(this::value).collect(joining(", ")),
                Objects.requireNonNull(table.source()).rows(),
                after == null ? "" : behind(key),
                names(key),
                condition == null ? "" : "CROSS JOIN LATERAL (SELECT (" + condition + "\n) IS TRUE AS wanted) w",
                names(key));
    }

    /** Of a row that is not wanted the place is enough. */
    private String value(QueueColumn column) {
        return condition == null ? column.fromTable() : "CASE WHEN w.wanted THEN %s END".formatted(column.fromTable());
    }

    private static String behind(List<QueueColumn> key) {
        boolean together = key.stream()
                        .map(column -> column.declared().operatorSchema())
                        .distinct()
                        .count()
                == 1;
        return "CROSS JOIN (SELECT ?::pg_catalog.text[] AS v OFFSET 0) k WHERE "
                + (together ? rowBehind(key) : oneByOneBehind(key));
    }

    private static String rowBehind(List<QueueColumn> key) {
        return "ROW(%s) %s ROW(%s)"
                .formatted(
                        names(key),
                        key.get(0).declared().operator(">"),
                        key.stream().map(KeyChunk::last).collect(joining(", ")));
    }

    /** The same where the columns have their operators in several schemas, which a comparison of rows cannot say. */
    private static String oneByOneBehind(List<QueueColumn> key) {
        QueueColumn first = key.get(0);
        String behind = compared(first, ">");
        return key.size() == 1
                ? behind
                : "%s AND (%s OR %s)"
                        .formatted(compared(first, ">="), behind, oneByOneBehind(key.subList(1, key.size())));
    }

    private static String compared(QueueColumn column, String operator) {
        return qualified(column) + ' ' + column.declared().operator(operator) + ' ' + last(column);
    }

    /** The column's value in the last key that was read. */
    private static String last(QueueColumn column) {
        return "k.v[%d]::%s"
                .formatted(column.keyPosition() + 1, column.declared().sql());
    }

    private static String names(List<QueueColumn> key) {
        return key.stream().map(KeyChunk::qualified).collect(joining(", "));
    }

    private static String qualified(QueueColumn column) {
        return "t." + column.name().quoted();
    }
}
