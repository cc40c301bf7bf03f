package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Where one table's changes of a window lie, and which of them are read again. Both statements begin with the
 * window's two snapshots as parameters.
 */
record MapQuery(QueueTable table, List<Integer> slots) {
    private static final String WINDOW =
            "WITH w AS MATERIALIZED (SELECT ?::pg_catalog.pg_snapshot AS seen, ?::pg_catalog.pg_snapshot AS until)\n";

    /** Slot, number of the range, lowest and highest position in the log as numbers, count of changes. */
    String ranges() {
        return WINDOW + slots.stream().map(this::ranges).collect(joining(" UNION ALL "));
    }

    private String ranges(int slot) {
        return """
                SELECT %d, r.number, s.low, s.high, s.changes
                FROM (SELECT pg_catalog.current_setting('block_size')::pg_catalog.int8 * %d AS bytes) b
                CROSS JOIN LATERAL
                  pg_catalog.generate_series(0, pg_catalog.pg_relation_size('%s') / b.bytes) r(number)
                CROSS JOIN LATERAL (
                  SELECT (min(lsn) - '0/0')::pg_catalog.int8 AS low, (max(lsn) - '0/0')::pg_catalog.int8 AS high,
                         count(*) AS changes
                  FROM %s
                  WHERE ctid >= pg_catalog.format('(%%s,0)', r.number * %d)::pg_catalog.tid
                    AND ctid < pg_catalog.format('(%%s,0)', (r.number + 1) * %d)::pg_catalog.tid
                    AND NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w))
                    AND pg_catalog.pg_visible_in_snapshot(txid, (SELECT until FROM w))
                    AND %s) s
                WHERE s.changes > 0""".formatted(
                        slot,
                        BlockRange.BLOCKS,
                        table.slotTable(slot),
                        table.slotTable(slot),
                        BlockRange.BLOCKS,
                        BlockRange.BLOCKS,
                        ExcludedOrigins.SENT);
    }

    /** Slot and place of the changes whose row is read again. */
    String again() {
        String key = table.key().stream().map(column -> ", " + column.queued()).collect(joining());
        return "%s, unseen AS (%s) SELECT slot, place FROM (%s) a"
                .formatted(
                        WINDOW,
                        slots.stream().map(slot -> unseen(slot, key)).collect(joining(" UNION ALL ")),
                        new AgainQuery(table).sql());
    }

    private String unseen(int slot, String key) {
        return """
                SELECT %d AS slot, ctid AS place, lsn, txid, op%s FROM %s
                WHERE NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w))
                  AND %s""".formatted(slot, key, table.slotTable(slot), ExcludedOrigins.SENT);
    }
}
