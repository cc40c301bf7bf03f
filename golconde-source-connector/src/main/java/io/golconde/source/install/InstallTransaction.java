package io.golconde.source.install;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs SQL that changes schema golconde, all of it or nothing. */
record InstallTransaction(Connection connection) {
    /**
     * One installer at a time; the key is the ASCII code of the name. Writers of a table wait behind the installer, which
     * waits for older writers, for at most the lock_timeout.
     */
    private static final String ALONE = """
            SET LOCAL client_min_messages = warning;
            SET LOCAL search_path = pg_catalog;
            SELECT pg_catalog.pg_advisory_xact_lock(x'676f6c636f6e6465'::pg_catalog.int8);
            SET LOCAL lock_timeout = '3s';
            """;

    private static final String ENTER = "SELECT pg_catalog.pg_advisory_lock(x'676f6c636f6e6465'::pg_catalog.int8)";
    private static final String LEAVE = "SELECT pg_catalog.pg_advisory_unlock(x'676f6c636f6e6465'::pg_catalog.int8)";

    /** Several transactions and what is read between them. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Keeps other installers out from before the work to its end. */
    void alone(Work work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ENTER);
            try {
                work.run();
            } finally {
                statement.execute(LEAVE);
            }
        }
    }

    void run(String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(ALONE + sql);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
