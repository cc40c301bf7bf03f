package io.golconde.source.drain;

import io.golconde.core.sql.Database;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.window.ExcludedOrigins;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The two connections of a drain: one reads windows, one does what commits by itself.
 *
 * @param windows REPEATABLE READ READ ONLY, without auto-commit
 * @param control READ COMMITTED, auto-commit
 */
record DrainSession(Connection windows, Connection control) implements AutoCloseable {
    /**
     * Everything that has an influence on how a value is printed or which function is meant is fixed. A window waits for
     * a lock for less than deadlock_timeout's default: in a deadlock it is the drain that gives way.
     */
    private static final String FIXED_SETTINGS = """
            SET search_path = pg_catalog;
            SET DateStyle = ISO; SET IntervalStyle = postgres; SET TimeZone = UTC;
            SET bytea_output = hex; SET extra_float_digits = 1; SET xmloption = content; SET lc_monetary = 'C';
            SET row_security = off; SET lock_timeout = '300ms'; SET idle_in_transaction_session_timeout = '10min';
            SET synchronous_commit = local; SET jit = off; SET max_parallel_workers_per_gather = 0; SET work_mem = '32MB';
            """;

    /**
     * Queue tables have no statistics, so that a nested loop over a whole window would look cheap to the planner. Looking at
     * the catalog of 200 tables takes seconds without nested loops, and a tenth of one with them.
     */
    private static final String SETTINGS_OF_WINDOWS = FIXED_SETTINGS + "SET enable_nestloop = off";

    private static final String SERVER = """
            SELECT (SELECT system_identifier FROM pg_catalog.pg_control_system())::pg_catalog.text,
                   pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8)""";

    private static final String SNAPSHOT = "SELECT pg_catalog.pg_current_snapshot()::pg_catalog.text";

    static DrainSession open(Database database, List<String> excludedOrigins) throws SQLException {
        Connection windows = connect(database, SETTINGS_OF_WINDOWS);
        try {
            ExcludedOrigins.set(windows, excludedOrigins);
            windows.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            windows.setReadOnly(true);
            windows.setAutoCommit(false);
            return new DrainSession(windows, connect(database, FIXED_SETTINGS));
        } catch (SQLException e) {
            windows.close();
            throw e;
        }
    }

    private static Connection connect(Database database, String settings) throws SQLException {
        Connection connection = database.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Fails with SQLSTATE 55000 on a standby, whose snapshots lack running transactions. */
    SourceOffset.Server server() throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            String timeline = row.getString(2);
            return new SourceOffset.Server(row.getString(1), Integer.parseInt(timeline, 16));
        }
    }

    String currentSnapshot() throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(SNAPSHOT);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (windows) {
            control.close();
        }
    }
}
