package io.golconde.source.window;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    private static final String FILLED_SLOTS = """
            SELECT g.table_id, g.generation, s.slot, pg_catalog.pg_table_size(q.oid) AS bytes,
                   pg_catalog.pg_relation_filenode(q.oid)::pg_catalog.int8 AS file
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            CROSS JOIN pg_catalog.generate_series(0, 2) s(slot)
            CROSS JOIN LATERAL (SELECT pg_catalog.format(
                    'golconde.q%s_%s_%s', g.table_id, g.generation, s.slot)::pg_catalog.regclass AS oid OFFSET 0) q
            WHERE t.queue = ? AND pg_catalog.pg_relation_size(q.oid) > 0
            ORDER BY g.table_id, g.generation, s.slot""";

    /**
     * A slot that is not empty.
     *
     * @param bytes what it takes on disk
     * @param file number of the file that holds it; another one once the table was rewritten or truncated
     */
    record FilledSlot(int table, int generation, int slot, long bytes, long file) {}

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

    static List<FilledSlot> filledSlots(Connection connection, String queue) throws SQLException {
        List<FilledSlot> slots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FILLED_SLOTS)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slots.add(new FilledSlot(
                            row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4), row.getLong(5)));
                }
            }
        }
        return slots;
    }

    /** Refuses to go on where a later owner has taken the queue. */
    void checkEpoch(String queue, long mine) {
        if (epoch != mine) {
            throw new ConnectException("queue.name: another task has taken the queue " + queue + " (its epoch is "
                    + epoch + ", this task's is " + mine + "); this task stops so that nothing is sent twice");
        }
    }
}
