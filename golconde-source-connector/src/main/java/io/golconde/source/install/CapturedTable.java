package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table that is captured.
 *
 * @param key the names of its key columns
 * @param current its newest generation is the table as it is now
 * @param rekeyed other columns are its key now than those of its newest generation
 * @param level as wanted; a table that does not allow it is captured row by row
 * @param triggered its triggers, and those of its partitions, are in place and enabled
 * @param watched each ALTER of it is followed at once, or captured keys do without
 * @param replicated changes that replication makes are captured, too
 * @param incomplete changes were made that could not be queued, for want of a key
 */
record CapturedTable(
        TableName name,
        String queue,
        List<String> key,
        boolean current,
        boolean rekeyed,
        CaptureLevel level,
        boolean triggered,
        boolean watched,
        boolean replicated,
        boolean incomplete) {
    private static final String TABLES = """
            SELECT n.nspname, r.relname, c.queue, c.level,
                   c.id NOT IN (SELECT table_id FROM golconde.outdated_table) AS current,
                   ARRAY(SELECT k.name FROM golconde.generation_column k
                         WHERE k.table_id = c.id AND k.key_position IS NOT NULL
                           AND k.generation = (SELECT max(g.generation) FROM golconde.generation g
                                               WHERE g.table_id = c.id)
                         ORDER BY k.key_position) AS key,
                   ARRAY(SELECT k.attnum FROM golconde.generation_column k
                         WHERE k.table_id = c.id AND k.key_position IS NOT NULL
                           AND k.generation = (SELECT max(g.generation) FROM golconde.generation g
                                               WHERE g.table_id = c.id)
                         ORDER BY k.key_position)
                   <> ARRAY(SELECT k.attnum FROM golconde.current_column k
                            WHERE k.table_id = c.id AND k.key_position IS NOT NULL
                            ORDER BY k.key_position) AS rekeyed,
                   CASE WHEN r.relkind = 'p' THEN 6 WHEN l.level = 'statement' THEN 5 ELSE 4 END = (SELECT count(*) FROM pg_catalog.pg_trigger t
                        JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
                        WHERE t.tgrelid = c.relation AND t.tgenabled IN ('O', 'A') AND (t.tgenabled = 'A' OR NOT c.replicated)
                          AND p.pronamespace = 'golconde'::pg_catalog.regnamespace AND p.proname ~ ('^capture_' || c.id || '_[a-z]+$'))
                   AND NOT EXISTS (SELECT FROM golconde.partition_change p WHERE p.table_id = c.id) AS triggered,
                   c.capture = 'key' OR EXISTS (
                       SELECT FROM pg_catalog.pg_event_trigger
                       WHERE evtname = 'golconde_ddl' AND evtenabled IN ('O', 'A')) AS watched, c.replicated,
                   EXISTS (SELECT FROM golconde.missed_change m WHERE m.table_id = c.id) AS incomplete
            FROM golconde.captured_table c
            JOIN golconde.current_table l ON l.table_id = c.id
            JOIN pg_catalog.pg_class r ON r.oid = c.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace""";

    private static final String OVER_LIMIT =
            "SELECT EXISTS (SELECT FROM golconde.captured_table c WHERE c.queue = ? AND c.over_limit)";

    static Map<TableName, CapturedTable> all(Connection connection) throws SQLException {
        Map<TableName, CapturedTable> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                TableName name = TableName.of(row.getString("nspname"), row.getString("relname"));
                tables.put(
                        name,
                        new CapturedTable(
                                name,
                                row.getString("queue"),
                                SourceTable.texts(row.getArray("key")),
                                row.getBoolean("current"),
                                row.getBoolean("rekeyed"),
                                CaptureLevel.of(row.getString("level")),
                                row.getBoolean("triggered"),
                                row.getBoolean("watched"),
                                row.getBoolean("replicated"),
                                row.getBoolean("incomplete")));
            }
        }
        return tables;
    }

    /** Whether changes are still queued of tables whose capture was stopped since the queue had become too large. */
    static boolean anyOverLimit(Connection connection, String queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OVER_LIMIT)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
