package io.golconde.sink.target;

import io.golconde.core.sql.Database;
import io.golconde.core.sql.SqlState;
import io.golconde.sink.failure.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the target, opened again after it was lost, on which transactions follow each other. What text means
 * and how statements are planned does not depend on the role's settings; names without a schema, in the target's own
 * triggers too, do.
 */
public final class TargetSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);

    private static final String SET_UP = """
            SELECT pg_catalog.set_config('DateStyle', 'ISO, YMD', false),
                   pg_catalog.set_config('IntervalStyle', 'postgres', false),
                   pg_catalog.set_config('TimeZone', 'UTC', false),
                   pg_catalog.set_config('lc_monetary', 'C', false),
                   pg_catalog.set_config('bytea_output', 'hex', false),
                   pg_catalog.set_config('xmloption', 'content', false),
                   pg_catalog.set_config('standard_conforming_strings', 'on', false),
                   pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', false),
                   pg_catalog.set_config('default_transaction_isolation', 'read committed', false),
                   pg_catalog.set_config('lock_timeout', ?, false),
                   pg_catalog.set_config('idle_in_transaction_session_timeout', ?, false)""";
    private static final String SET_REPLICA_ROLE = "SET session_replication_role = 'replica'";
    private static final String SET_ORIGIN = "SELECT pg_catalog.set_config('golconde.origin', ?, true)";

    private final Database database;
    private final String origin;
    private final boolean replica;
    private final Duration lockTimeout;
    private @Nullable Connection connection;
    private boolean deferring;
    private @Nullable Savepoint untouched; // behind which nothing was done, so that it serves again

    /**
     * A session that is not open yet.
     *
     * @param origin what triggers of the target find in {@code golconde.origin}
     * @param replica whether the target's ordinary triggers and rules, and with them foreign keys, do not see what is
     *     written
     * @param lockTimeout longest wait for a lock
     */
    public TargetSession(Database database, String origin, boolean replica, Duration lockTimeout) {
        this.database = database;
        this.origin = origin;
        this.replica = replica;
        this.lockTimeout = lockTimeout;
    }

    public boolean isOpen() {
        return connection != null;
    }

    public void open() throws SQLException {
        Connection fresh = database.open();
        boolean done = false;
        try {
            setUp(fresh);
            done = true;
        } finally {
            if (!done) {
                fresh.close();
            }
        }
        connection = fresh;
        LOG.info("Connected to {}", database);
    }

    private void setUp(Connection fresh) throws SQLException {
        fresh.unwrap(PGConnection.class).setPrepareThreshold(1);
        try (PreparedStatement setUp = fresh.prepareStatement(SET_UP)) {
            setUp.setString(1, Long.toString(lockTimeout.toMillis()));
            setUp.setString(2, Long.toString(database.statementTimeout().toMillis()));
            setUp.execute();
        }
        if (replica) {
            becomeReplica(fresh);
        }
        fresh.setAutoCommit(false);
    }

    /** Has the session's writes seen by no ordinary trigger; a ConnectException says that the role may not. */
    static void becomeReplica(Connection session) throws SQLException {
        try (Statement set = session.createStatement()) {
            set.execute(SET_REPLICA_ROLE);
        } catch (SQLException e) {
            if (SqlState.of(e).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw Failures.noReplicaRole(e);
            }
            throw e;
        }
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "the session is not open");
    }

    /** Says in the transaction that begins with it whose changes these are. */
    public void markOrigin() throws SQLException {
        try (PreparedStatement mark = connection().prepareStatement(SET_ORIGIN)) {
            mark.setString(1, origin);
            mark.execute();
        }
    }

    /** Has deferrable constraints checked after the work, all of it together, instead of with each of its statements. */
    public void checkingAfterwards(Work work) throws SQLException {
        deferConstraints();
        work.run();
        checkConstraints();
    }

    /** Has deferrable constraints checked when the transaction ends, or {@link #checkConstraints} is called. */
    public void deferConstraints() throws SQLException {
        deferring = true;
        setConstraints("DEFERRED");
    }

    /** Checks what was deferred. */
    public void checkConstraints() throws SQLException {
        deferring = false;
        setConstraints("IMMEDIATE");
    }

    /** Checks what was deferred and may keep a table from being truncated; goes on deferring. */
    void checkBetween() throws SQLException {
        if (deferring) {
            checkConstraints();
            deferConstraints();
        }
    }

    private void setConstraints(String time) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute("SET CONSTRAINTS ALL " + time);
        }
    }

    /**
     * Does something that can fail without the rest of the transaction: then nothing of it is left. Between two such works
     * nothing else may be written.
     */
    public void tentatively(Work work) throws SQLException {
        Savepoint before = untouched == null ? connection().setSavepoint() : untouched;
        untouched = null;
        try {
            work.run();
        } catch (SQLException e) {
            if (!SqlState.of(e).isConnectionLoss()) {
                connection().rollback(before);
                untouched = before;
            }
            throw e;
        }
        connection().releaseSavepoint(before);
    }

    public void commit() throws SQLException {
        untouched = null;
        deferring = false;
        connection().commit();
    }

    /** Takes back what is not committed, and gives the connection up if that or the failure's kind says that it is gone. */
    public void rollback(SQLException failure) {
        if (SqlState.of(failure).isConnectionLoss()) {
            close();
        } else {
            rollback();
        }
    }

    public void rollback() {
        untouched = null;
        deferring = false;
        if (connection != null) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                close();
            }
        }
    }

    @Override
    public void close() {
        untouched = null;
        deferring = false;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection that could not be closed: SQLSTATE {}", SqlState.of(e));
            }
            connection = null;
        }
    }

    /** Statements of a transaction. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }
}
