package io.golconde.source;

import io.golconde.core.config.ProjectVersion;
import io.golconde.source.queue.ChangeStream;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.record.AcknowledgedPrefix;
import io.golconde.source.record.QueueRecord;
import io.golconde.source.record.RecordFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connect's lifecycle around one {@link ChangeStream}: changes out as records, confirmations back in. */
public final class GolcondeSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(GolcondeSourceTask.class);
    /** Connect stops a task between two polls, and gives it 5 s in all. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Opens a queue's changes without I/O. */
    @FunctionalInterface
    interface Opener {
        ChangeStream open(SourceConfig config, SourceTaskContext worker, @Nullable SourceOffset from);
    }

    /** What a started task works with. */
    private record Work(ChangeStream changes, RecordFactory records, int batchSize) {}

    private final Opener opener;
    private final AcknowledgedPrefix prefix = new AcknowledgedPrefix();
    private @Nullable Work work; // null until start: Connect needs an empty constructor
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Thread poller;
    /** Whether a poll means that the transaction of the last one is committed. */
    private volatile boolean exactlyOnce;

    public GolcondeSourceTask() {
        this(SourceConfig::open);
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
        @Nullable
        Map<String, Object> stored =
                context.offsetStorageReader().offset(config.partition().toMap());
        RecordFactory records = config.records(prefix);
        ChangeStream changes = opener.open(config, context, stored == null ? null : SourceOffset.of(stored));
        work = new Work(changes, records, config.batchSize());
        exactlyOnce = config.requiresExactlyOnce();
        changes.start();
        LOG.info("{} drains {}", config.owner(), config.database());
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new ConnectException("Records that Kafka confirmed could not be acknowledged", failed);
        }
        Work started = work();
        poller = Thread.currentThread();
        if (exactlyOnce) {
            // what is not confirmed was dropped by a transform: Connect says so with the next transaction, if there is
            // one
            prefix.confirmAll(started.changes()::acknowledge);
        }
        List<SourceRecord> batch = started.records().records(started.changes().take(started.batchSize(), PATIENCE));
        prefix.follow(started.changes()::acknowledge);
        return batch.isEmpty() ? null : batch;
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
            prefix.confirm((QueueRecord) record, work().changes()::acknowledge);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void stop() {
        if (work != null) {
            work.changes().close();
            LOG.info("Stopped after {}", prefix);
        }
    }

    private Work work() {
        return Objects.requireNonNull(work, "task not started");
    }
}
