package io.golconde.source.window;

import io.golconde.source.queue.Backfill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction sees: its snapshot and a position of the write-ahead log taken after it, the queue's epoch, the
 * source's clock, and whose existing rows come next.
 */
record WindowHeader(
        String snapshot,
        String insertLsn,
        long insertPosition,
        long clockMicros,
        long epoch,
        @Nullable String tables,
        @Nullable BackfillRequest backfill) {

    private static final String HEADER = """
            SELECT pg_catalog.pg_current_snapshot()::pg_catalog.text AS snapshot,
                   w.lsn::pg_catalog.text AS insert_lsn, (w.lsn - '0/0')::pg_catalog.int8 AS insert_position,
                   (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::pg_catalog.int8 AS clock,
                   (SELECT epoch FROM golconde.queue WHERE name = ?) AS epoch,
                   (%s) AS tables, b.*
            FROM (SELECT pg_catalog.pg_current_wal_insert_lsn() AS lsn OFFSET 0) w
            LEFT JOIN LATERAL (%s) b ON true""".formatted(TableRegistry.FINGERPRINT, BackfillRequest.NEXT);

    static WindowHeader read(Connection connection, WindowSettings settings, Backfill backfill) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEADER)) {
            statement.setString(1, settings.queue());
            statement.setString(2, settings.queue());
            statement.setString(3, settings.queue());
            statement.setInt(4, backfill.next());
            statement.setBoolean(5, settings.existingRows());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new WindowHeader(
                        Objects.requireNonNull(row.getString("snapshot")),
                        Objects.requireNonNull(row.getString("insert_lsn")),
                        row.getLong("insert_position"),
                        row.getLong("clock"),
                        row.getLong("epoch"),
                        row.getString("tables"),
                        BackfillRequest.read(row));
            }
        }
    }

    /** Refuses to go on where a later owner has taken the queue. */
    void checkEpoch(String queue, long mine) {
        if (epoch != mine) {
            throw new ConnectException("queue.name: another task has taken the queue " + queue + " (its epoch is "
                    + epoch + ", this task's is " + mine + "); this task stops so that nothing is sent twice");
        }
    }
}
