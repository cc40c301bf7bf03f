package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Whether one table has changes, visible now and not seen, that are left out; the parameter is what was seen. */
record LeftOutQuery(QueueTable table, List<Integer> slots) {
    String sql() {
        return "WITH w AS MATERIALIZED (SELECT ?::pg_catalog.pg_snapshot AS seen) SELECT EXISTS (%s)"
                .formatted(slots.stream().map(this::leftOut).collect(joining(" UNION ALL ")));
    }

    private String leftOut(int slot) {
        return """
                SELECT FROM %s
                WHERE NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w)) AND %s""".formatted(table.slotTable(slot), ExcludedOrigins.LEFT_OUT);
    }
}
