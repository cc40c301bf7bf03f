package io.golconde.source.drain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Changes that a dump brought from another server: their place in the log of that server lies beyond the end of this one's. */
final class QueuedElsewhere {
    private static final String SLOTS = """
            SELECT string_agg(pg_catalog.format(
                'SELECT lsn, txid FROM golconde.q%s_%s_%s', g.table_id, g.generation, slot), ' UNION ALL ')
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            CROSS JOIN pg_catalog.generate_series(0, 2) slot
            WHERE coalesce(g.queue, t.queue) = ?""";

    private static final String BEYOND = """
            SELECT EXISTS (SELECT FROM (%s) q
                           WHERE q.lsn OPERATOR(pg_catalog.>) pg_catalog.pg_current_wal_insert_lsn()
                             AND NOT pg_catalog.pg_visible_in_snapshot(q.txid, ?::pg_catalog.pg_snapshot))""";

    private final Connection connection;
    private final String queue;

    QueuedElsewhere(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    /** Whether there are any that are not seen. Reads the whole queue. */
    boolean isThere(String seen) throws SQLException {
        String slots = slots();
        if (slots == null) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(BEYOND.formatted(slots))) {
            statement.setString(1, seen);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private @Nullable String slots() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOTS)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
