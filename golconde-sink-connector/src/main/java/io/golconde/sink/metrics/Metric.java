package io.golconde.sink.metrics;

import io.golconde.core.metrics.TaskMetric;
import io.golconde.core.metrics.TaskMetrics;
import java.util.Map;
import javax.management.ObjectName;

/** The metrics of a sink's task. */
public enum Metric implements TaskMetric {
    WRITES("writes-total", "Rows that were inserted or updated, one for each record."),
    DELETES("deletes-total", "Deletes that were applied, tombstones among them."),
    KEY_CHANGES("key-changes-total", "Changes of a key that were applied as one update, one for their two records."),
    TRUNCATES("truncates-total", "Truncates that were applied."),
    HANDLED("handled-total", "Changes in whose place a handler's statements were executed."),
    COMMANDS("commands-total", "DDL statements of golconde.execute that were applied."),
    IGNORED_COMMANDS("ignored-commands-total", "Those that were passed over, as ddl.enabled=false has it."),
    PUT_ASIDE("put-aside-total", "Bad records that went to the dead letter queue or the log."),
    IGNORED_VALUES("ignored-values-total", "Values that were left out because their tables have no column for them."),
    PARKED("parked-partitions", "Partitions that wait for a row of another one now."),
    RETRIES(
            "retries-total",
            "Attempts that failed for a reason that may pass, such as a lost connection or a deadlock."),
    DIVIDED("divided-batches-total", "Batches that were refused as a whole and applied in parts."),
    BATCHES("batches-total", "Batches that were committed, each in one transaction."),
    BATCH_CHANGES("batch-changes-last", "Changes in the last batch that was committed."),
    BATCH_CHANGES_MAX("batch-changes-max", "Changes in the largest batch."),
    BATCH_MILLIS("batch-time-last-ms", "How long the last batch took in the target, in milliseconds."),
    BATCH_MILLIS_MAX("batch-time-max-ms", "How long the slowest batch took."),
    BATCH_MILLIS_TOTAL("batch-time-total-ms", "How long all batches took together.");

    private final String attribute;
    private final String description;

    Metric(String attribute, String description) {
        this.attribute = attribute;
        this.description = description;
    }

    /** Begins to show the metrics of a task. */
    public static TaskMetrics<Metric> register(String connector, String task) {
        return TaskMetrics.register(name(connector, task), Metric.class);
    }

    /** The name of a task's MBean. */
    public static ObjectName name(String connector, String task) {
        return TaskMetrics.name("io.golconde.sink", connector, task, Map.of());
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
