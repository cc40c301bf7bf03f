package io.golconde.source.window;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A wish for the existing rows of a table.
 *
 * @param initial whether it came with the capture of the table
 * @param condition an SQL expression for the rows that are wanted; null for all of them
 * @param paused whether to wait, with all that come behind it
 */
record BackfillRequest(
        int id, int tableId, boolean initial, @Nullable String condition, boolean paused) {
    /**
     * The next one of a queue; takes the queue, the lowest id, and whether initial ones count. An initial one that was done
     * counts again where the queue is drained from its beginning again.
     */
    static final String NEXT = """
            SELECT r.id, r.table_id, r.initial, r.condition, r.state = 'paused' AS paused
            FROM golconde.backfill_request r
            JOIN golconde.captured_table t ON t.id = r.table_id
            WHERE t.queue = ? AND t.relation IS NOT NULL AND r.id >= ? AND (? OR NOT r.initial)
              AND (r.state IN ('open', 'paused') OR r.initial AND r.state IN ('done', 'skipped'))
            ORDER BY r.id LIMIT 1""";

    /** Reads it from a row that has its columns; null where there is none. */
    static @Nullable BackfillRequest read(ResultSet row) throws SQLException {
        int id = row.getInt("id");
        return row.wasNull()
                ? null
                : new BackfillRequest(
                        id,
                        row.getInt("table_id"),
                        row.getBoolean("initial"),
                        row.getString("condition"),
                        row.getBoolean("paused"));
    }
}
