package io.golconde.source.drain;

import io.golconde.core.metrics.TaskMetric;

/** The metrics of a source's task. */
enum DrainMetric implements TaskMetric {
    READS("reads-total", "Existing rows that were handed to Kafka Connect."),
    CREATES("creates-total", "Inserts that were handed out, messages and the new halves of changed keys among them."),
    UPDATES("updates-total", "Updates that were handed out."),
    DELETES("deletes-total", "Deletes that were handed out, the old halves of changed keys among them."),
    TRUNCATES("truncates-total", "Truncates that were handed out."),
    BACKFILLS_OPEN(
            "backfills-open",
            "Tables, and parts of them, whose existing rows are still to be read or acknowledged, as of the last second;"
                    + " golconde.backfill_status has them one by one."),
    LAG(
            "lag-seconds",
            "Age of the moment up to which all changes are handed out, by the clocks of source and worker; 0 when there"
                    + " are no more, and growing while the database cannot be reached."),
    WINDOWS("windows-total", "Windows, and parts of large ones, that had changes or existing rows."),
    WINDOW_ROWS("window-rows-last", "Changes and existing rows in the last of them."),
    WINDOW_ROWS_MAX("window-rows-max", "Changes and existing rows in the largest of them."),
    WINDOW_MILLIS("window-time-last-ms", "How long the database took for the last of them, in milliseconds."),
    WINDOW_MILLIS_MAX("window-time-max-ms", "How long the slowest of them took."),
    WINDOW_MILLIS_TOTAL("window-time-total-ms", "How long all of them took together."),
    QUEUE_BYTES(
            "queue-bytes",
            "What the queue takes on disk, in bytes, as of the last second: with changes that are acknowledged and not"
                    + " truncated yet."),
    CAPTURES_STOPPED(
            "captures-stopped-total",
            "Tables whose capture was stopped since the queue was larger than queue.max.bytes."),
    SLOTS_EMPTIED("slots-emptied-total", "Slots of the queue that were truncated."),
    SLOTS_KEPT(
            "slots-kept-total",
            "Attempts to empty a slot that were put off: somebody had it locked, or not all of it was acknowledged."),
    RETIRED("generations-retired-total", "Outdated generations of queue tables that were dropped once drained."),
    TABLE_VERSIONS(
            "table-versions-total", "New versions of captured tables, after DDL, of which a change was handed out."),
    RECONNECTS(
            "reconnects-total", "Connections that ended for a reason that may pass, so that the task connected again."),
    SERVER_CHANGES("server-changes-total", "Changes to another timeline or server, such as a failover.");

    private final String attribute;
    private final String description;

    DrainMetric(String attribute, String description) {
        this.attribute = attribute;
        this.description = description;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public String description() {
        return description;
    }
}
