package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

/**
 * Parts of the statements that select changes: a change's row out of the queue row {@code q}, or, where {@code q.again}
 * holds, the table's own row {@code t} as it is now.
 *
 * @param whole whether large values that the queue lacks are taken out of the table's row, too
 */
record Images(QueueTable table, boolean whole) {
    String values() {
        return table.columns().stream().map(this::value).collect(joining(", "));
    }

    private String value(QueueColumn column) {
        if (table.rowSource() == null) {
            return fromQueue(column);
        }
        if (!table.imagesQueued()) {
            return column.isKey() ? column.fromQueue() : "t." + column.queued();
        }
        return "CASE WHEN t.found%s THEN t.%s ELSE %s END"
                .formatted(whole ? " AND " + isTaken(column) : "", column.queued(), column.fromQueue());
    }

    private static String isTaken(QueueColumn column) {
        return column.large() ? "(q.again OR %d = ANY (q.kept))".formatted(column.attnum()) : "q.again";
    }

    /** The numbers of the columns whose large values are missing, for an update has kept them. */
    String kept() {
        return table.keepsLarge() ? "CASE WHEN t.found THEN NULL ELSE q.kept END" : "NULL";
    }

    /** Whether the table's row tells what the change has left: where it is gone, none of its values can be taken. */
    String again() {
        return whole ? "q.again OR q.kept IS NOT NULL AND t.found IS NULL" : "q.again";
    }

    /** The values where no row is read. */
    String queuedValues() {
        return table.columns().stream().map(this::fromQueue).collect(joining(", "));
    }

    /** What values lack where no row is read. */
    String queuedKept() {
        return table.keepsLarge() ? "q.kept" : "NULL";
    }

    private String fromQueue(QueueColumn column) {
        return column.isKey() || table.imagesQueued() ? column.fromQueue() : "NULL";
    }

    /** The row as it is now. LIMIT keeps the planner from joining the whole table. */
    String current() {
        LiveTable live = table.rowSource();
        if (live == null) {
            return "SELECT NULL::pg_catalog.bool AS found";
        }
        return "SELECT true AS found, %s FROM %s t WHERE %s AND %s LIMIT 1"
                .formatted(
                        table.columns().stream()
                                .map(column -> column.fromTable() + " AS " + column.queued())
                                .collect(joining(", ")),
                        live.rows(),
                        whole ? "(q.again OR q.kept IS NOT NULL)" : "q.again",
                        table.key().stream().map(QueueColumn::matches).collect(joining(" AND ")));
    }

    /** Under {@code key} capture: the last change of a key; of a table that cannot be read any more, only what takes rows away. */
    String wanted() {
        if (table.imagesQueued()) {
            return "";
        }
        return table.source() == null
                ? "WHERE q.again AND q.op IN ('d', 'D') OR q.op = 't'"
                : "WHERE q.again OR q.op = 't'";
    }
}
