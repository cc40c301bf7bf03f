package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

/**
 * Parts of the statements that select changes: a change's row out of the queue row {@code q}, or, where {@code q.again}
 * holds, the table's own row {@code t} as it is now.
 */
record Images(QueueTable table) {
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
        return "CASE WHEN t.found THEN t.%s ELSE %s END".formatted(column.queued(), column.fromQueue());
    }

    /** The same where no row is read again. */
    String queuedValues() {
        return table.columns().stream().map(this::fromQueue).collect(joining(", "));
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
        return "SELECT true AS found, %s FROM %s t WHERE q.again AND %s LIMIT 1"
                .formatted(
                        table.columns().stream()
                                .map(column -> column.fromTable() + " AS " + column.queued())
                                .collect(joining(", ")),
                        live.rows(),
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
