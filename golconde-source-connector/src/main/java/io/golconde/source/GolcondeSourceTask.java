package io.golconde.source;

import io.golconde.core.config.ProjectVersion;
import io.golconde.source.queue.ChangeStream;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.record.AcknowledgedPrefix;
import io.golconde.source.record.QueueRecord;
import io.golconde.source.signal.SignalReader;
import io.golconde.source.signal.SignalSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connect's lifecycle around the {@link ChangeStream}s of some queues: changes out as records, confirmations back in. */
public final class GolcondeSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(GolcondeSourceTask.class);
    /** Connect stops a task between two polls, and gives it 5 s in all. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Opens a queue's changes without I/O. */
    @FunctionalInterface
    interface Opener {
        ChangeStream open(QueueConfig queue, SourceTaskContext worker, @Nullable SourceOffset from, Runnable arrived);
    }

    private final Opener opener;
    /** The queues in the order in which they are asked. */
    private final ArrayDeque<DrainedQueue> turns = new ArrayDeque<>();
    /** At least one permit where a queue has got something since it was asked. */
    private final Semaphore arrivals = new Semaphore(0);

    private @Nullable SignalReader signals; // null where there are none
    private int batchSize;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Thread poller;
    /** Whether a poll means that the transaction of the last one is committed. */
    private volatile boolean exactlyOnce;

    public GolcondeSourceTask() {
        this(QueueConfig::open);
    }

    GolcondeSourceTask(Opener opener) {
        this.opener = opener;
    }

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        SourceConfig config = new SourceConfig(properties);
        batchSize = config.batchSize();
        exactlyOnce = config.requiresExactlyOnce();
        try {
            config.queues().forEach(queue -> turns.add(open(queue)));
        } catch (RuntimeException e) {
            stop(); // Connect does not, where a start fails
            throw e;
        }
        turns.forEach(queue -> queue.changes().start());
        SignalSettings wanted = config.signals();
        signals = wanted == null ? null : new SignalReader(wanted);
        LOG.info(
                "{} drains {}", config.queues().stream().map(QueueConfig::owner).toList(), config.databaseName());
    }

    private DrainedQueue open(QueueConfig queue) {
        @Nullable
        Map<String, Object> stored =
                context.offsetStorageReader().offset(queue.partition().toMap());
        SourceOffset from = stored == null ? null : SourceOffset.of(stored);
        ChangeStream changes = opener.open(queue, context, from, arrivals::release);
        try {
            AcknowledgedPrefix prefix = new AcknowledgedPrefix(changes::acknowledge);
            return new DrainedQueue(changes, queue.records(prefix), prefix);
        } catch (RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new ConnectException("Records that Kafka confirmed could not be acknowledged", failed);
        }
        poller = Thread.currentThread();
        if (exactlyOnce) {
            turns.forEach(DrainedQueue::confirmAll);
        }
        List<SourceRecord> batch = next();
        if (batch.isEmpty() && arrivals.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            arrivals.drainPermits();
            batch = next();
        }
        return batch.isEmpty() ? null : batch;
    }

    /** A batch of the first queue that has something; it is asked last the next time. */
    private List<SourceRecord> next() throws InterruptedException {
        List<SourceRecord> batch = List.of();
        for (int asked = 0; batch.isEmpty() && asked < turns.size(); asked++) {
            DrainedQueue queue = turns.remove();
            turns.add(queue);
            batch = queue.take(batchSize);
        }
        return batch;
    }

    /**
     * Runs on a thread of the producer too, and Connect only logs what it throws: the next poll must fail instead. Where it
     * is the task's own thread that confirms what Kafka has, a transaction was committed before.
     */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        try {
            if (metadata != null && Thread.currentThread() == poller) {
                exactlyOnce = true;
            }
            ((QueueRecord) record).confirm();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** All queues at once: each may take much of the little time that Connect gives a task. */
    @Override
    public void stop() {
        if (signals != null) {
            signals.close();
        }
        CompletableFuture<?>[] closing = turns.stream()
                .map(queue -> CompletableFuture.runAsync(
                        queue::close, command -> new Thread(command, "golconde-close").start()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closing).join();
        turns.forEach(queue -> LOG.info("Stopped after {}", queue.prefix()));
    }
}
