package io.golconde.sink.delivery;

import io.golconde.core.event.RowChange;
import io.golconde.core.metrics.TaskMetrics;
import io.golconde.sink.buffer.ChangeBuffer;
import io.golconde.sink.buffer.TableBatch;
import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.failure.ErrantRecords;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.target.Advance;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a batch into the target: rows and offsets in one transaction, folded if that works and divided if not. */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Target target;
    private final ErrantRecords errantRecords;
    private final Parking parking;
    private final InsertMode mode;
    private final RowWaits waits;
    private final TaskMetrics<Metric> metrics;
    private long applied;

    Applier(
            Target target,
            ErrantRecords errantRecords,
            Parking parking,
            DeliveryRules rules,
            TaskMetrics<Metric> metrics) {
        this.target = target;
        this.errantRecords = errantRecords;
        this.parking = parking;
        this.mode = rules.mode();
        this.waits = rules.rowWaits();
        this.metrics = metrics;
    }

    /** How many changes the target has taken. */
    long applied() {
        return applied;
    }

    /** Applies the batch; returns false, with nothing of it applied, if a partition was moved by somebody else. */
    boolean apply(Batch batch) throws SQLException {
        if (batch.partitions().isEmpty()) {
            return true;
        }
        long start = System.nanoTime();
        boolean committed = applyOrDivide(batch);
        if (committed) {
            count(batch, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        return committed;
    }

    private boolean applyOrDivide(Batch batch) throws SQLException {
        try {
            write(batch.changes());
            return commit(batch, batch.bad(), Map.of(), Set.of());
        } catch (SQLException e) {
            if (Verdict.of(e) != Verdict.DIVIDE) {
                throw e;
            }
            LOG.debug(
                    "{} changes are divided after SQLSTATE {}", batch.changes().size(), e.getSQLState());
            metrics.add(Metric.DIVIDED, 1);
            target.session().rollback();
            return applyDivided(batch);
        }
    }

    private void count(Batch batch, long millis) {
        long changes = batch.changes().size();
        metrics.add(Metric.BATCHES, 1);
        metrics.set(Metric.BATCH_CHANGES, changes);
        metrics.raise(Metric.BATCH_CHANGES_MAX, changes);
        metrics.set(Metric.BATCH_MILLIS, millis);
        metrics.raise(Metric.BATCH_MILLIS_MAX, millis);
        metrics.add(Metric.BATCH_MILLIS_TOTAL, millis);
    }

    static List<List<TableBatch>> folded(List<Change> changes, InsertMode mode) {
        ChangeBuffer buffer = new ChangeBuffer(mode);
        changes.forEach(change -> buffer.add(change.table(), change.change()));
        return buffer.rounds();
    }

    private void write(List<Change> changes) throws SQLException {
        if (!changes.isEmpty()) {
            target.session().markOrigin();
            target.writer().apply(folded(changes, mode));
        }
    }

    private boolean applyDivided(Batch batch) throws SQLException {
        target.session().markOrigin();
        Division division = new Division(target, mode, waits, parking);
        division.run(batch.changes());
        List<BadRecord> bad = Stream.concat(batch.bad().stream(), division.bad().stream())
                .filter(each -> !Division.isHeld(each.record(), division.held()))
                .toList();
        return commit(batch, bad, division.held(), division.ahead());
    }

    private boolean commit(Batch batch, List<BadRecord> bad, Map<TopicPartition, Change> held, Collection<Change> ahead)
            throws SQLException {
        errantRecords.report(bad);
        List<Advance> advances = advances(batch, held);
        if (!advances.isEmpty() && !target.offsets().advance(advances)) {
            target.session().rollback();
            return false;
        }
        target.session().commit();
        for (Advance advance : advances) {
            batch.progress(advance.to().partition()).advanced(advance.to());
        }
        follow(batch, bad, held, ahead);
        return true;
    }

    private static List<Advance> advances(Batch batch, Map<TopicPartition, Change> held) {
        List<Advance> advances = new ArrayList<>();
        batch.partitions().forEach((partition, records) -> {
            Change first = held.get(partition);
            PartitionBatch consumed =
                    first == null ? records : records.before(first.record().originalKafkaOffset());
            Advance advance = consumed.advance();
            if (advance != null) {
                advances.add(advance);
            }
        });
        return advances;
    }

    private void follow(Batch batch, List<BadRecord> bad, Map<TopicPartition, Change> held, Collection<Change> ahead) {
        Set<SinkRecord> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        bad.forEach(each -> refused.add(each.record()));
        List<Change> done = held.isEmpty() && refused.isEmpty()
                ? batch.changes()
                : batch.changes().stream()
                        .filter(change -> !Division.isHeld(change, held) && !refused.contains(change.lastRecord()))
                        .toList();
        applied += done.size();
        done.forEach(change -> metrics.add(metric(change.change()), 1));
        parking.leave(batch.partitions().keySet().stream()
                .filter(partition -> !held.containsKey(partition))
                .toList());
        held.forEach(parking::park);
        parking.written(Stream.concat(done.stream(), ahead.stream())
                .map(change -> change.table().name())
                .collect(Collectors.toSet()));
    }

    private static Metric metric(RowChange change) {
        if (change instanceof RowChange.Write) {
            return Metric.WRITES;
        }
        if (change instanceof RowChange.Delete) {
            return Metric.DELETES;
        }
        if (change instanceof RowChange.Replaced) {
            return Metric.HANDLED;
        }
        return change instanceof RowChange.Rekey ? Metric.KEY_CHANGES : Metric.TRUNCATES;
    }
}
