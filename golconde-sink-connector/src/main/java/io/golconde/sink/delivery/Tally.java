package io.golconde.sink.delivery;

import io.golconde.core.event.RowChange;
import io.golconde.core.metrics.TaskMetrics;
import io.golconde.sink.buffer.DividedChange;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Change;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what the target has taken. */
final class Tally {
    private final TaskMetrics<Metric> metrics;
    private long applied;

    Tally(TaskMetrics<Metric> metrics) {
        this.metrics = metrics;
    }

    /** How many changes of each kind there are. */
    static Map<Metric, Long> of(Collection<Change> changes) {
        Map<Metric, Long> counts = new EnumMap<>(Metric.class);
        changes.forEach(change -> counts.merge(metric(change.change()), 1L, Long::sum));
        return counts;
    }

    /** Changes that are committed. */
    void add(Map<Metric, Long> counts) {
        counts.forEach((metric, count) -> {
            metrics.add(metric, count);
            applied += count;
        });
    }

    /** A transaction of so many changes, which began at a {@link System#nanoTime} . */
    void committed(long changes, long began) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        metrics.add(Metric.BATCHES, 1);
        metrics.set(Metric.BATCH_CHANGES, changes);
        metrics.raise(Metric.BATCH_CHANGES_MAX, changes);
        metrics.set(Metric.BATCH_MILLIS, millis);
        metrics.raise(Metric.BATCH_MILLIS_MAX, millis);
        metrics.add(Metric.BATCH_MILLIS_TOTAL, millis);
    }

    /** Changes were refused together and are applied in parts. */
    void divided() {
        metrics.add(Metric.DIVIDED, 1);
    }

    /** How many changes there were in all. */
    long applied() {
        return applied;
    }

    private static Metric metric(RowChange change) {
        if (change instanceof RowChange.Write) {
            return Metric.WRITES;
        }
        if (change instanceof RowChange.Delete) {
            return Metric.DELETES;
        }
        if (change instanceof DividedChange divided) {
            return metric(divided.parts().get(0).change());
        }
        if (change instanceof RowChange.Replaced) {
            return Metric.HANDLED;
        }
        return change instanceof RowChange.Rekey ? Metric.KEY_CHANGES : Metric.TRUNCATES;
    }
}
