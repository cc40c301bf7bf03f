package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import io.golconde.source.queue.Backfill;
import io.golconde.source.window.BackfillFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the database how far existing rows are read. Only what Kafka has acknowledged is done: a request that is done is
 * not followed again.
 */
final class BackfillProgress {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillProgress.class);
    private static final SqlState TIMED_OUT = new SqlState("57014");

    /** Takes the queue's name, the lowest id that is not done, whether initial ones count, and rows by id. */
    private static final String TELL = """
            UPDATE golconde.backfill_request r
            SET state = n.state, rows = n.rows,
                finished_at = CASE n.state WHEN 'done' THEN coalesce(r.finished_at, pg_catalog.clock_timestamp()) END
            FROM (SELECT b.id, coalesce(a.rows, b.rows) AS rows,
                         CASE WHEN b.initial AND NOT p.existing_rows AND b.state = 'open' THEN 'skipped'
                              WHEN b.id < p.next AND b.state IN ('open', 'paused') THEN 'done'
                              WHEN b.id >= p.next AND p.existing_rows AND b.state IN ('done', 'skipped') AND b.initial THEN 'open'
                              ELSE b.state END AS state
                  FROM (SELECT ? AS queue, ? AS next, ?::pg_catalog.bool AS existing_rows) p
                  JOIN golconde.captured_table t ON t.queue = p.queue AND t.relation IS NOT NULL
                  JOIN golconde.backfill_request b ON b.table_id = t.id
                  LEFT JOIN ROWS FROM (pg_catalog.unnest(?::pg_catalog.int4[]), pg_catalog.unnest(?::pg_catalog.int8[]))
                         AS a(id, rows) ON a.id = b.id) n
            WHERE n.id = r.id AND (n.state, n.rows) IS DISTINCT FROM (r.state, r.rows)""";

    private static final String OPEN = """
            SELECT count(*) FROM golconde.backfill_request r
            JOIN golconde.captured_table t ON t.id = r.table_id
            WHERE t.queue = ? AND t.relation IS NOT NULL AND r.state IN ('open', 'paused')""";

    private static final String FAILED = """
            UPDATE golconde.backfill_request SET state = 'failed', error = ?, finished_at = pg_catalog.clock_timestamp()
            WHERE id = ?""";

    private final Connection connection;
    private final DrainSettings settings;
    /** Rows read, by request. */
    private final TreeMap<Integer, Long> read = new TreeMap<>();

    /** Takes a connection in auto-commit mode. */
    BackfillProgress(Connection connection, DrainSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** Rows up to here were read and handed out. */
    void read(Backfill until) {
        read.put(until.request(), until.rows());
    }

    /** Tells what was read, and what of it is done; how many requests are left is what it returns. */
    long tell(Backfill acknowledged) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setString(1, settings.queue());
            statement.setInt(2, acknowledged.next());
            statement.setBoolean(3, settings.window().existingRows());
            statement.setArray(4, connection.createArrayOf("int4", read.keySet().toArray()));
            statement.setArray(5, connection.createArrayOf("int8", read.values().toArray()));
            if (statement.executeUpdate() > 0) {
                forgetPlaces();
            }
        }
        read.clear();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, settings.queue());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void forgetPlaces() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT golconde.forget_places()");
        }
    }

    /** Takes note that a condition cannot be evaluated; throws what may pass by itself. */
    void refuse(BackfillFailure failure) throws SQLException {
        SqlState state = SqlState.of(failure);
        if (state.isTransient() && !state.equals(TIMED_OUT)) {
            throw failure;
        }
        String reason = DrainFailure.reason(failure);
        LOG.warn("Backfill {} is given up, its condition cannot be evaluated: {}", failure.request(), reason);
        try (PreparedStatement statement = connection.prepareStatement(FAILED)) {
            statement.setString(1, reason);
            statement.setInt(2, failure.request());
            statement.executeUpdate();
        }
    }
}
