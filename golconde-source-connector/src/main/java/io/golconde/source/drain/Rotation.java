package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps queue tables small without ever deleting a row: moves writers to an empty slot, truncates slots of which all
 * rows are acknowledged, drops generations that are drained. The proof that a slot may go is taken in the database,
 * under the lock ({@code golconde.empty_slot}, {@code golconde.retire}); here it is only decided when to try.
 */
final class Rotation {
    private static final int SLOTS = 3;
    private static final int ATTEMPTS = 5;

    /** Somebody drops queue tables or has done so; where it is a sequence, PostgreSQL says so as an internal error. */
    private static final Set<SqlState> DROPPED =
            Set.of(SqlState.LOCK_NOT_AVAILABLE, SqlState.UNDEFINED_TABLE, new SqlState("XX000"));

    private static final String SLOT_SIZES = """
            SELECT g.table_id, g.generation, s.slot,
                   pg_catalog.pg_relation_size(r.oid) AS bytes,
                   coalesce(pg_catalog.pg_relation_size(nullif(r.reltoastrelid, 0)), 0) AS toast_bytes,
                   s.slot = coalesce(pg_catalog.pg_sequence_last_value(pg_catalog.to_regclass(
                     pg_catalog.format('golconde.slot_%s', g.table_id))), 0) AS current,
                   t.relation IS NULL AND t.kind = 'table'
                     OR g.generation < (SELECT max(n.generation) FROM golconde.generation n WHERE n.table_id = t.id) AS outdated,
                   t.relation IS NOT NULL
                     AND EXISTS (SELECT FROM golconde.backfill_request b
                                 WHERE b.table_id = t.id AND b.initial AND b.state NOT IN ('cancelled', 'moved') AND b.id >= ?)
                     AND NOT EXISTS (SELECT FROM golconde.generation_column k
                                     WHERE k.table_id = g.table_id AND k.generation = g.generation
                                       AND k.key_position IS NOT NULL) AS held
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            CROSS JOIN pg_catalog.generate_series(0, 2) s(slot)
            JOIN pg_catalog.pg_class r
              ON r.oid = pg_catalog.to_regclass(pg_catalog.format('golconde.q%s_%s_%s', g.table_id, g.generation, s.slot))
            WHERE coalesce(g.queue, t.queue) = ?""";

    private static final String MOVE = "SELECT true FROM golconde.move_slot(?, ?)";
    private static final String EMPTY = "SELECT golconde.empty_slot(?, ?, ?, ?::pg_catalog.pg_snapshot, ?)";
    private static final String RETIRE = "SELECT golconde.retire(?, ?, ?::pg_catalog.pg_snapshot)";

    /** A slot and its size, which is none once it is truncated; long values are kept apart. */
    private record Slot(
            int table,
            int generation,
            int number,
            long bytes,
            long toastBytes,
            boolean current,
            boolean outdated,
            boolean held) {}

    /**
     * When a slot is left.
     *
     * @param bytes from which size on
     * @param rest after which time without growth: a slot that is not empty is read in each window
     */
    record Limits(long bytes, Duration rest) {}

    /** Since when a slot has had its size, in nanoseconds. */
    private record Still(long bytes, long since) {}

    private final Connection connection;
    private final String queue;
    private final Limits limits;
    private final DrainMetrics metrics;
    /** The current slots, by their tables' ids. */
    private final Map<Integer, Still> still = new HashMap<>();
    /** Rounds in a row that came upon something dropped. */
    private int failures;

    private long bytes;

    /** Takes a connection in auto-commit mode. */
    Rotation(Connection connection, String queue, Limits limits, DrainMetrics metrics) {
        this.connection = connection;
        this.queue = queue;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * One round over all tables.
     *
     * @param seen the snapshot of which all rows are acknowledged
     * @param unread the lowest id of a request for existing rows that may not be done: without a key, those are told from
     *     rows that came later by the places of these, which are kept until then
     */
    void run(String seen, int unread) throws SQLException {
        try {
            rotate(seen, unread);
            failures = 0;
        } catch (SQLException e) {
            failures++;
            if (!DROPPED.contains(SqlState.of(e)) || failures == ATTEMPTS) {
                throw e;
            }
        }
    }

    private void rotate(String seen, int unread) throws SQLException {
        List<Slot> slots = slots(unread);
        bytes = slots.stream()
                .mapToLong(slot -> slot.bytes() + slot.toastBytes())
                .sum();
        metrics.queueHas(bytes);
        for (Slot slot : slots) {
            if (slot.outdated()) {
                if (slot.number() == 0 && !slot.held()) {
                    retire(slot, seen);
                }
            } else if (slot.current()) {
                if (rests(slot) || slot.bytes() >= limits.bytes()) {
                    leave(slot, slots);
                }
            } else if (slot.bytes() > 0) {
                empty(slot, seen);
            }
        }
    }

    /** What the queue took on disk before the last round. */
    long bytes() {
        return bytes;
    }

    private boolean rests(Slot slot) {
        Still now = new Still(slot.bytes(), System.nanoTime());
        Still last = still.merge(slot.table(), now, (old, fresh) -> old.bytes() == fresh.bytes() ? old : fresh);
        return slot.bytes() > 0 && now.since() - last.since() >= limits.rest().toNanos();
    }

    private void leave(Slot slot, List<Slot> slots) throws SQLException {
        int next = (slot.number() + 1) % SLOTS;
        boolean free = slots.stream()
                .filter(other -> other.table() == slot.table() && other.number() == next && !other.outdated())
                .allMatch(other -> other.bytes() == 0);
        if (free) {
            execute(MOVE, slot.table(), next);
        }
    }

    private void empty(Slot slot, String seen) throws SQLException {
        boolean emptied = execute(EMPTY, slot.table(), slot.generation(), slot.number(), seen, slot.held());
        metrics.count(emptied ? DrainMetric.SLOTS_EMPTIED : DrainMetric.SLOTS_KEPT);
    }

    private void retire(Slot slot, String seen) throws SQLException {
        if (execute(RETIRE, slot.table(), slot.generation(), seen)) {
            metrics.count(DrainMetric.RETIRED);
        }
    }

    /** False where it was not possible now. */
    private boolean execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private List<Slot> slots(int unread) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SLOT_SIZES)) {
            statement.setInt(1, unread);
            statement.setString(2, queue);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slots.add(new Slot(
                            row.getInt(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getBoolean(6),
                            row.getBoolean(7),
                            row.getBoolean(8)));
                }
            }
        }
        return slots;
    }
}
