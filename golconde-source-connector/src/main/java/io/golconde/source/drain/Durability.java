package io.golconde.source.drain;

import io.golconde.source.window.ReadPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Nothing that was read may be used before the log behind it is on disk: after a crash PostgreSQL hands out again the
 * ids of transactions of which the log does not tell, and a snapshot that counts them as seen would hide their
 * successors. It also keeps an asynchronous commit that a crash takes back out of Kafka.
 *
 * <p>A flushed position alone is not enough: transactions that write nothing take ids and leave no log, so that the
 * position does not move. The log must tell of an id as high as the highest that counts as finished.
 */
final class Durability {
    private static final String FLUSHED =
            "SELECT pg_catalog.pg_current_wal_flush_lsn() OPERATOR(pg_catalog.>=) ?::pg_catalog.pg_lsn";
    /** A transaction with an id of its own that is on disk, with all before it, when it returns. */
    private static final String FLUSH = "SELECT pg_catalog.pg_logical_emit_message(true, 'golconde', '')";

    private final Connection connection;

    /** Takes a connection in auto-commit mode with synchronous_commit at least local. */
    Durability(Connection connection) {
        this.connection = connection;
    }

    /** Returns once everything that was read at the point survives a crash. */
    void await(ReadPoint point) throws SQLException {
        if (!point.isLogged() || !isFlushed(point.insertLsn())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(FLUSH);
            }
        }
    }

    private boolean isFlushed(String lsn) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FLUSHED)) {
            statement.setString(1, lsn);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
