package io.golconde.source.signal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each signal asks of the database. Names and forms are those of Debezium's signals for incremental snapshots. */
final class Signals {
    private static final String TYPE = "type";

    /** The captured tables of these queues that the signal names by patterns for schema.table. */
    private static final String TABLES = """
            WITH signal AS (SELECT ?::jsonb->'data' AS data),
            collection AS (
                SELECT d.pattern FROM signal CROSS JOIN jsonb_array_elements_text(signal.data->'data-collections') d(pattern)),
            tables AS (
                SELECT c.id, c.relation, n.nspname || '.' || r.relname AS name
                FROM golconde.captured_table c
                JOIN pg_class r ON r.oid = c.relation
                JOIN pg_namespace n ON n.oid = r.relnamespace
                WHERE c.queue = ANY (?) AND c.kind = 'table'),
            named AS (
                SELECT t.* FROM tables t
                WHERE EXISTS (SELECT FROM collection WHERE t.name ~* ('^(' || collection.pattern || ')$')))
            """;

    private static final String EXECUTE = TABLES + """
            SELECT n.name || ' as backfill ' || golconde.backfill(n.relation, (
                SELECT a.condition->>'filter'
                FROM signal CROSS JOIN jsonb_array_elements(signal.data->'additional-conditions') a(condition)
                WHERE n.name ~* ('^(' || (a.condition->>'data-collection') || ')$') LIMIT 1))
            FROM named n ORDER BY n.name""";

    /** All of the queues' requests where the signal names no tables. */
    private static final String STEER = TABLES + """
            SELECT t.name || ' as backfill ' || b.id || coalesce(nullif(golconde.%s(b.id)::text, ''), '')
            FROM golconde.backfill_request b JOIN tables t ON t.id = b.table_id
            WHERE b.state = ANY ('{%s}') AND (NOT EXISTS (SELECT FROM collection) OR t.id IN (SELECT id FROM named))
            ORDER BY b.id""";

    private static final Map<String, String> STATEMENTS = Map.of(
            "execute-snapshot", EXECUTE,
            "pause-snapshot", STEER.formatted("pause_backfill", "open"),
            "resume-snapshot", STEER.formatted("resume_backfill", "paused"),
            "stop-snapshot", STEER.formatted("cancel_backfill", "open,paused"));

    private final Connection connection;
    private final List<String> queues;

    Signals(Connection connection, List<String> queues) {
        this.connection = connection;
        this.queues = queues;
    }

    /**
     * Does what a signal says, all of it or nothing.
     *
     * @return what was done, for people
     * @throws SQLException also where the signal makes no sense
     */
    String follow(String signal) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = pg_catalog");
        }
        String type = type(signal);
        String sql = STATEMENTS.get(type);
        if (sql == null) {
            return "there is no type " + type
                    + " among execute-snapshot, pause-snapshot, resume-snapshot, stop-snapshot";
        }
        List<String> done = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, signal);
            statement.setArray(2, connection.createArrayOf("text", queues.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    done.add(row.getString(1));
                }
            }
        }
        return type + (done.isEmpty() ? " finds no captured table or no request" : " of " + String.join(", ", done));
    }

    private String type(String signal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::jsonb->>'" + TYPE + "'")) {
            statement.setString(1, signal);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
