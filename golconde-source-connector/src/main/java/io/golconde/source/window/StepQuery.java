package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Selects one table's changes between two positions of a window that is mapped, in their total order, each with the
 * image that can be trusted.
 *
 * <pre>
 *   the ranges of blocks that the map names -> the window's changes behind a position, up to a bound    (u)
 *                                           -> those of which the map says that they are read again     (a)
 *   what came since the map was made        -> keys that a later window tells of                        (x)
 *                                           -> that row as the table has it now                         (t)
 * </pre>
 *
 * @param slots those in which the map names ranges
 * @param again whether the map names any row that is read again
 * @param whole whether large values that the queue lacks are read, too
 * @param since the slots that may hold what came since the map was made; empty where nothing did
 */
record StepQuery(QueueTable table, List<Integer> slots, boolean again, boolean whole, List<Integer> since) {
    String sql() {
        Images images = new Images(table, whole);
        boolean any = again || whole;
        return """
                WITH w AS MATERIALIZED (
                  SELECT ?::pg_catalog.pg_snapshot AS seen, ?::pg_catalog.pg_snapshot AS until,
                         '0/0'::pg_catalog.pg_lsn + ? AS lsn, ?::pg_catalog.xid8 AS txid, ? AS table_id, ? AS generation,
                         ? AS slot, ?::pg_catalog.tid AS place, '0/0'::pg_catalog.pg_lsn + ? AS bound)
                SELECT q.lsn, q.txid, q.slot, q.place, q.op, q.at, %s, %s AS found, %s, %s
                FROM (SELECT u.*, %s AS again FROM (%s) u %s) q
                %s
                %s
                ORDER BY q.lsn, q.txid, q.slot, q.place""".formatted(
                        any ? images.again() : "q.again",
                        any ? "t.found" : "NULL",
                        any ? images.kept() : images.queuedKept(),
                        any ? images.values() : images.queuedValues(),
                        isAgain(),
                        slots.stream().map(this::changes).collect(joining(" UNION ALL ")),
                        again ? mapped() + (since.isEmpty() ? "" : changedSince()) : "",
                        any ? "LEFT JOIN LATERAL (%s) t ON true".formatted(images.current()) : "",
                        images.wanted());
    }

    private String isAgain() {
        if (!again) {
            return "false";
        }
        return since.isEmpty() ? "a.place IS NOT NULL" : "a.place IS NOT NULL AND x.later IS NULL";
    }

    /** OFFSET keeps the planner from making a join of it that would read the whole slot. */
    private String changes(int slot) {
        return """
                SELECT %d AS slot, s.*
                FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.tid[]), pg_catalog.unnest(?::pg_catalog.tid[])) r(low, high)
                CROSS JOIN LATERAL (
                  SELECT ctid AS place, * FROM %s
                  WHERE ctid >= r.low AND ctid < r.high
                    AND NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w))
                    AND pg_catalog.pg_visible_in_snapshot(txid, (SELECT until FROM w))
                    AND %s
                    AND lsn <= (SELECT bound FROM w)
                    AND (lsn, txid, %d, %d, %d, ctid)
                      > (SELECT lsn, txid, table_id, generation, slot, place FROM w)
                  OFFSET 0) s""".formatted(slot, table.slotTable(slot), ExcludedOrigins.SENT, table.id(), table.generation(), slot);
    }

    private static String mapped() {
        return """
                LEFT JOIN ROWS FROM (pg_catalog.unnest(?::pg_catalog.int4[]), pg_catalog.unnest(?::pg_catalog.tid[])) a(slot, place)
                  ON a.slot = u.slot AND a.place = u.place
                """;
    }

    private String changedSince() {
        List<QueueColumn> key = table.key();
        String names = key.stream().map(column -> "k" + column.keyPosition()).collect(joining(", "));
        String keys = key.stream()
                .map(column -> column.identity() + " AS k" + column.keyPosition())
                .collect(joining(", "));
        return "LEFT JOIN (SELECT DISTINCT true AS later, %s FROM (%s) k) x ON %s"
                .formatted(
                        names,
                        since.stream().map(slot -> tail(slot, keys)).collect(joining(" UNION ALL ")),
                        key.stream()
                                .map(column -> column.identity() + " = x.k" + column.keyPosition())
                                .collect(joining(" AND ")));
    }

    private String tail(int slot, String keys) {
        return """
                SELECT %s FROM %s
                WHERE ctid >= ?::pg_catalog.tid AND op <> 't'
                  AND NOT pg_catalog.pg_visible_in_snapshot(txid, ?::pg_catalog.pg_snapshot)
                  AND %s""".formatted(keys, table.slotTable(slot), ExcludedOrigins.SENT);
    }
}
