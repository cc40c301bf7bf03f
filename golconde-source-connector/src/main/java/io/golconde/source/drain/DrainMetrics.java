package io.golconde.source.drain;

import io.golconde.core.event.Operation;
import io.golconde.core.metrics.TaskMetrics;
import io.golconde.core.metrics.WorkerMetrics;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import io.golconde.source.window.Part;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceTaskContext;

/** What a drain tells those who watch it. The task's thread tells what is handed out, the reader's all the rest. */
public final class DrainMetrics implements AutoCloseable {
    private static final long NEVER = 0;

    private final String queue;
    private final TaskMetrics<DrainMetric> values;
    private final long began = System.currentTimeMillis();
    /** All changes up to this moment are handed out: milliseconds since 1970. It never goes back. */
    private final AtomicLong complete = new AtomicLong(NEVER);

    private final Map<Integer, TableVersion> versions = new HashMap<>();

    private DrainMetrics(String queue, TaskMetrics<DrainMetric> values) {
        this.queue = queue;
        this.values = values;
        values.compute(DrainMetric.LAG, this::lagSeconds);
    }

    /** Metrics that can be seen until they are closed. */
    public static DrainMetrics register(String connector, String task, String queue) {
        return new DrainMetrics(queue, TaskMetrics.register(name(connector, task, queue), DrainMetric.class));
    }

    /** Has the worker show them, too, where it can. */
    public DrainMetrics shownBy(SourceTaskContext worker) {
        WorkerMetrics.show(SourceTaskContext.class, worker, values, tags(queue));
        return this;
    }

    static ObjectName name(String connector, String task, String queue) {
        return TaskMetrics.name("io.golconde.source", connector, task, tags(queue));
    }

    private static Map<String, String> tags(String queue) {
        return Map.of("queue", queue);
    }

    void handedOut(List<QueueEvent> events) {
        for (QueueEvent event : events) {
            if (event instanceof QueuedChange change) {
                count(metric(change.change().operation()));
                completeUpTo(TimeUnit.MICROSECONDS.toMillis(change.origin().atMicros()));
                meet(change.table());
            }
        }
    }

    private void meet(TableVersion version) {
        TableVersion last = versions.put(version.tableId(), version);
        if (last != null && last != version) {
            count(DrainMetric.TABLE_VERSIONS);
        }
    }

    /** All changes up to this moment are handed out. */
    void completeUpTo(long millis) {
        complete.accumulateAndGet(millis, Math::max);
    }

    void read(Part part, Duration time) {
        values.add(DrainMetric.WINDOWS, 1);
        values.set(DrainMetric.WINDOW_ROWS, part.events().size());
        values.raise(DrainMetric.WINDOW_ROWS_MAX, part.events().size());
        values.set(DrainMetric.WINDOW_MILLIS, time.toMillis());
        values.raise(DrainMetric.WINDOW_MILLIS_MAX, time.toMillis());
        values.add(DrainMetric.WINDOW_MILLIS_TOTAL, time.toMillis());
    }

    void queueHas(long bytes) {
        values.set(DrainMetric.QUEUE_BYTES, bytes);
    }

    void backfillsOpen(long requests) {
        values.set(DrainMetric.BACKFILLS_OPEN, requests);
    }

    void count(DrainMetric event) {
        count(event, 1);
    }

    void count(DrainMetric event, int times) {
        values.add(event, times);
    }

    private long lagSeconds() {
        long since = complete.get();
        long lag = System.currentTimeMillis() - (since == NEVER ? began : since);
        return Math.max(0, TimeUnit.MILLISECONDS.toSeconds(lag));
    }

    private static DrainMetric metric(Operation operation) {
        return switch (operation) {
            case READ -> DrainMetric.READS;
            case CREATE -> DrainMetric.CREATES;
            case UPDATE -> DrainMetric.UPDATES;
            case DELETE -> DrainMetric.DELETES;
            case TRUNCATE -> DrainMetric.TRUNCATES;
        };
    }

    @Override
    public void close() {
        values.close();
    }
}
