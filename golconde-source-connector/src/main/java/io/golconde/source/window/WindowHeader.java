package io.golconde.source.window;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction sees: its snapshot and a position of the write-ahead log taken after it, the queue's epoch, and
 * the source's clock.
 */
record WindowHeader(
        String snapshot,
        String insertLsn,
        long insertPosition,
        long clockMicros,
        long epoch,
        @Nullable String tables) {

    private static final String HEADER = """
            SELECT pg_catalog.pg_current_snapshot()::pg_catalog.text AS snapshot,
                   w.lsn::pg_catalog.text AS insert_lsn, (w.lsn - '0/0')::pg_catalog.int8 AS insert_position,
                   (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::pg_catalog.int8 AS clock,
                   (SELECT epoch FROM golconde.queue WHERE name = ?) AS epoch,
                   (%s) AS tables
            FROM (SELECT pg_catalog.pg_current_wal_insert_lsn() AS lsn OFFSET 0) w""".formatted(TableRegistry.FINGERPRINT);

    static WindowHeader read(Connection connection, String queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEADER)) {
            statement.setString(1, queue);
            statement.setString(2, queue);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new WindowHeader(
                        Objects.requireNonNull(row.getString("snapshot")),
                        Objects.requireNonNull(row.getString("insert_lsn")),
                        row.getLong("insert_position"),
                        row.getLong("clock"),
                        row.getLong("epoch"),
                        row.getString("tables"));
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
