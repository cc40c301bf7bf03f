package io.golconde.sink.delivery;

import io.golconde.core.metrics.TaskMetrics;
import io.golconde.core.sql.SqlState;
import io.golconde.sink.failure.ErrantRecords;
import io.golconde.sink.failure.Failures;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Change;
import io.golconde.sink.record.RecordReader;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what Connect puts: connects when there is something to do, takes the assigned partitions over, applies what
 * counts of the records, and answers failures. Holds no record over a put.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String ROLLED_BACK = "40"; // class of deadlocks and the like
    private static final int ATTEMPTS = 3;

    private final Target target;
    private final RecordReader reader;
    private final SinkTaskContext context;
    private final TaskMetrics<Metric> metrics;
    private final DeliveryRules rules;
    private final ErrantRecords errantRecords;
    private final OrderAdvice orderAdvice = new OrderAdvice();
    private final Partitions partitions = new Partitions();
    private final Parking parking;
    private final Retries retries;
    private final Tally tally;
    private final Commands commands;
    private final Applier applier;
    private int rereads;

    /** Starts no I/O. */
    public Delivery(Target target, RecordReader reader, TaskSurroundings surroundings, DeliveryRules rules) {
        this.target = target;
        this.reader = reader;
        this.context = surroundings.context();
        this.metrics = surroundings.metrics();
        this.rules = rules;
        this.errantRecords = new ErrantRecords(context.errantRecordReporter());
        this.parking = new Parking(context, surroundings.clock());
        this.retries = new Retries(context, rules, surroundings.clock());
        this.tally = new Tally(metrics);
        this.commands = new Commands(target, reader, rules.appliesCommands(), metrics);
        this.applier = rules.wholeWindows()
                ? new WindowApplier(target, errantRecords, parking, rules.mode(), context, tally, commands)
                : new BatchApplier(target, errantRecords, parking, rules, tally, commands);
    }

    /** Partitions were assigned; they are taken over with the next put. */
    public void open(Collection<TopicPartition> opened) {
        partitions.add(opened);
        if (rules.mode().needsKey()) {
            orderAdvice.about(opened);
        }
    }

    /** Partitions were taken away. */
    public void close(Collection<TopicPartition> closed) {
        applier.close(closed);
        reader.close(closed);
        partitions.remove(closed);
        parking.leave(closed);
    }

    /**
     * Applies the records, and returns when the target has committed them, in one transaction unless they are large.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if the same records shall come again later
     * @throws org.apache.kafka.connect.errors.ConnectException if a person must act
     */
    public void put(Collection<SinkRecord> records) {
        boolean delivered = false;
        for (int attempt = 1; !delivered; attempt++) {
            try {
                delivered = attempt(records);
            } catch (SQLException e) {
                target.session().rollback(e);
                applier.takeBack();
                recover(e, attempt);
            } catch (RuntimeException e) {
                target.session().rollback();
                applier.takeBack();
                throw e;
            }
        }
        if (applier.goesOn()) {
            retries.succeeded();
            rereads = 0;
        }
        errantRecords.settled();
        partitions.sought();
        parking.resumeDue();
        report();
    }

    private void report() {
        metrics.set(Metric.PUT_ASIDE, errantRecords.count());
        metrics.set(Metric.IGNORED_VALUES, reader.ignoredValues());
        metrics.set(Metric.PARKED, parking.count());
    }

    /** The offsets that the target holds. */
    public Map<TopicPartition, OffsetAndMetadata> offsets() {
        return partitions.committable();
    }

    @Override
    public void close() {
        target.close();
        metrics.close();
        LOG.info(
                "Applied {} changes, put {} records aside, left {} values without a column out",
                tally.applied(),
                errantRecords.count(),
                reader.ignoredValues());
    }

    private boolean attempt(Collection<SinkRecord> records) throws SQLException {
        partitions.againFromTheFirst();
        if (target.connect()) {
            partitions.reconcile(target.offsets());
        }
        if (partitions.haveUnclaimed()) {
            applier.takeBack();
            partitions.claim(target.offsets());
        }
        boolean applied = true;
        for (List<SinkRecord> part : rules.wholeWindows() ? WindowEnds.split(records) : List.of(List.copyOf(records))) {
            applied = applied && applyAll(part.iterator());
        }
        if (!applied) {
            LOG.warn("Another task has taken partitions over; reading again how far they are applied");
            partitions.reconcile(target.offsets());
        }
        return applied;
    }

    private boolean applyAll(Iterator<SinkRecord> records) throws SQLException {
        boolean applied = true;
        while (applied && records.hasNext()) {
            applied = applier.apply(read(records));
        }
        return applied;
    }

    /** Reads as many of the records as are to be written together. */
    private Batch read(Iterator<SinkRecord> records) throws SQLException {
        Batch batch = new Batch();
        while (records.hasNext() && !batch.isFull(rules.batchBytes())) {
            SinkRecord record = records.next();
            TopicPartition partition = Coordinates.partition(record);
            Progress progress = partitions.get(partition);
            if (progress == null || parking.isParked(partition)) {
                continue;
            }
            if (progress.accepts(record, context, rules.restartRecreated())) {
                if (batch.add(record, progress)) {
                    read(record, batch);
                }
            } else if (progress.isLastApplied(record)) {
                reader.recall(record);
            }
        }
        if (!batch.endsWindow()) {
            batch.singleHalves().forEach(half -> await(half, batch));
        }
        return batch;
    }

    /** Half a key change at the end of a batch is asked for again, once, to come with its other half. */
    private void await(Change half, Batch batch) {
        TopicPartition partition = Coordinates.partition(half.record());
        long offset = half.record().originalKafkaOffset();
        if (batch.progress(partition).asksFor(offset, context)) {
            batch.postpone(partition, offset);
        }
    }

    private void read(SinkRecord record, Batch batch) throws SQLException {
        if (WindowEnds.is(record)) {
            batch.endWindow();
            return;
        }
        try {
            if (commands.take(record, batch)) {
                return;
            }
            Change change = reader.read(record);
            if (change != null) {
                batch.add(change);
            }
        } catch (DataException e) {
            batch.bad().add(Failures.unreadable(record, e));
        }
    }

    private void recover(SQLException failure, int attempt) {
        switch (Verdict.of(failure)) {
            case RETRY -> {
                metrics.add(Metric.RETRIES, 1);
                if (attempt >= attempts(SqlState.of(failure)) || !applier.goesOn()) {
                    throw retries.after(failure);
                }
            }
            case REREAD -> {
                if (++rereads >= ATTEMPTS) {
                    throw Failures.stopped(failure);
                }
                target.forgetCatalog();
                reader.forget();
            }
            case DIVIDE, STOP -> throw Failures.stopped(failure);
        }
    }

    /** How often a failure that may pass is met within one put; more often, Connect is asked to come back later. */
    private static int attempts(SqlState state) {
        if (state.isConnectionLoss()) {
            return 2;
        }
        return state.category().equals(ROLLED_BACK) ? ATTEMPTS : 1;
    }
}
