package io.golconde.source.drain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Nothing that was read may be used before the log behind it is on disk: after a crash PostgreSQL hands out again the
 * ids of transactions that left no log, and a snapshot that counts them as seen would hide their successors. It also
 * keeps an asynchronous commit that a crash takes back out of Kafka.
 */
final class Durability {
    private static final String FLUSHED =
            "SELECT pg_catalog.pg_current_wal_flush_lsn() OPERATOR(pg_catalog.>=) ?::pg_catalog.pg_lsn";
    /** A transaction that writes a few bytes and, with synchronous_commit, returns when the log is flushed behind it. */
    private static final String FLUSH = "SELECT pg_catalog.pg_logical_emit_message(true, 'golconde', '')";

    private final Connection connection;

    /** Takes a connection in auto-commit mode with synchronous_commit at least local. */
    Durability(Connection connection) {
        this.connection = connection;
    }

    boolean isFlushed(String lsn) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FLUSHED)) {
            statement.setString(1, lsn);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Returns once the log is on disk up to the position. */
    void await(String lsn) throws SQLException {
        while (!isFlushed(lsn)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(FLUSH);
            }
        }
    }
}
