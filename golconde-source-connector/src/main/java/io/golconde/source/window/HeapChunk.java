package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import io.golconde.source.queue.Backfill;
import io.golconde.source.queue.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows in some blocks of a table that has no key, without those whose insert is queued: by its file and its place a row
 * is told from others. The queue keeps the places that it has of the table until all existing rows are read.
 *
 * @param queued the rows that are queued
 * @param after behind which row to begin
 * @param end the first block of the next chunk
 */
record HeapChunk(QueueTable table, QueuedPlaces queued, HeapPlace after, long end) implements Chunk {
    private static final Logger LOG = LoggerFactory.getLogger(HeapChunk.class);
    private static final int ROWS_A_BLOCK = 100;
    private static final Place FIRST = new Place(0, 0);

    /** The first of the table and its partitions that has blocks behind a place; takes table, relation, file and block. */
    private static final String NEXT_RELATION = """
            SELECT r.oid, r.file
            FROM (SELECT c.oid, pg_catalog.pg_relation_filenode(c.oid) AS file
                  FROM (SELECT ?::pg_catalog.regclass AS root) t
                  JOIN pg_catalog.pg_class c ON c.oid = t.root OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(t.root))
                  WHERE c.relkind = 'r') r
            CROSS JOIN (SELECT ?::pg_catalog.oid AS relation, ?::pg_catalog.oid AS file, ? AS block) a
            WHERE r.oid > a.relation
               OR r.oid = a.relation
                  AND (r.file <> a.file OR pg_catalog.pg_relation_size(r.oid)
                                           > a.block * pg_catalog.current_setting('block_size')::pg_catalog.int8)
            ORDER BY r.oid LIMIT 1""";

    /** The next chunk; empty where there are no more blocks. */
    static Optional<HeapChunk> next(
            Connection connection, QueueTable table, QueuedPlaces queued, @Nullable String after, int rows)
            throws SQLException {
        HeapPlace last = HeapPlace.of(after).orElse(new HeapPlace(0, 0, FIRST));
        Optional<HeapPlace> found = relation(connection, Objects.requireNonNull(table.source()), last);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        HeapPlace place = found.get();
        if (place.relation() != last.relation()) {
            new HeapRewrite(table, queued).warnOfQueuedRows(connection);
        } else if (place.file() != last.file()) {
            LOG.warn(
                    "{} was rewritten while its existing rows were read; having no key, they are sent once more",
                    table.version().name());
        }
        HeapPlace begin = place.prefix().equals(last.prefix()) ? last : place;
        return Optional.of(new HeapChunk(table, queued, begin, begin.row().block() + Math.max(1, rows / ROWS_A_BLOCK)));
    }

    private static Optional<HeapPlace> relation(Connection connection, LiveTable source, HeapPlace last)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT_RELATION)) {
            statement.setString(1, source.name().quoted());
            statement.setLong(2, last.relation());
            statement.setLong(3, last.file());
            statement.setLong(4, last.row().block());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new HeapPlace(row.getLong(1), row.getLong(2), FIRST))
                        : Optional.empty();
            }
        }
    }

    @Override
    public PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement("""
                SELECT '%s' || t.ctid::pg_catalog.text, true, %s
                FROM %s t
                WHERE t.tableoid = %d AND %s
                  AND NOT EXISTS (SELECT FROM (%s) q WHERE q.row_place = t.ctid)
                ORDER BY t.ctid""".formatted(
                after.prefix(),
                table.columns().stream().map(QueueColumn::fromTable).collect(joining(", ")),
                Objects.requireNonNull(table.source()).rows(),
                after.relation(),
                within("t.ctid"),
                queued.select("row_place", "row_file = %d AND %s".formatted(after.file(), within("row_place")))));
    }

    private String within(String place) {
        return "%s > '%s' AND %s < '%s'"
                .formatted(place, after.row(), place, after.before(end).row());
    }

    @Override
    public Backfill next(Backfill last, int read) {
        return last.at(after.before(end).toString());
    }
}
