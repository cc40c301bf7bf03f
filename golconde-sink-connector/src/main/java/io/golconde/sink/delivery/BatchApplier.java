package io.golconde.sink.delivery;

import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.failure.ErrantRecords;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Change;
import io.golconde.sink.record.Command;
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
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each batch is one transaction of the target: folded if that works and divided if not. */
final class BatchApplier implements Applier {
    private static final Logger LOG = LoggerFactory.getLogger(BatchApplier.class);

    private final Target target;
    private final ErrantRecords errantRecords;
    private final Parking parking;
    private final InsertMode mode;
    private final RowWaits waits;
    private final Tally tally;
    private final Commands commands;

    BatchApplier(
            Target target,
            ErrantRecords errantRecords,
            Parking parking,
            DeliveryRules rules,
            Tally tally,
            Commands commands) {
        this.target = target;
        this.errantRecords = errantRecords;
        this.parking = parking;
        this.mode = rules.mode();
        this.waits = rules.rowWaits();
        this.tally = tally;
        this.commands = commands;
    }

    @Override
    public boolean apply(Batch batch) throws SQLException {
        if (batch.partitions().isEmpty()) {
            return true;
        }
        long start = System.nanoTime();
        boolean committed = applyOrDivide(batch);
        if (committed) {
            tally.committed(batch.changes().size(), start);
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
            tally.divided();
            target.session().rollback();
            return applyDivided(batch);
        }
    }

    /** The session has nothing of a batch that failed. */
    @Override
    public void takeBack() {}

    @Override
    public void close(Collection<TopicPartition> partitions) {}

    @Override
    public boolean goesOn() {
        return true;
    }

    private void write(List<Change> changes) throws SQLException {
        if (!changes.isEmpty()) {
            target.session().markOrigin();
            target.writer().apply(Applier.folded(changes, mode));
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
        Command command = due(batch.command(), held);
        if (command != null) {
            commands.execute(command);
        }
        errantRecords.report(bad);
        List<Advance> advances = advances(batch, held);
        if (!advances.isEmpty() && !target.offsets().advance(advances)) {
            target.session().rollback();
            return false;
        }
        target.session().commit();
        if (command != null) {
            tally.add(Map.of(Metric.COMMANDS, 1L));
        }
        for (Advance advance : advances) {
            batch.progress(advance.to().partition()).advanced(advance.to());
        }
        follow(batch, bad, held, ahead);
        return true;
    }

    private static @Nullable Command due(@Nullable Command command, Map<TopicPartition, Change> held) {
        return command == null || Division.isHeld(command.record(), held) ? null : command;
    }

    private static List<Advance> advances(Batch batch, Map<TopicPartition, Change> held) {
        List<Advance> advances = new ArrayList<>();
        batch.partitions().forEach((partition, records) -> {
            Change first = held.get(partition);
            PartitionBatch consumed =
                    first == null ? records : records.before(first.record().originalKafkaOffset());
            if (!consumed.isEmpty()) {
                advances.add(consumed.advance());
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
        tally.add(Tally.of(done));
        parking.leave(batch.partitions().keySet().stream()
                .filter(partition -> !held.containsKey(partition))
                .toList());
        held.forEach(parking::park);
        parking.written(Stream.concat(done.stream(), ahead.stream()));
    }
}
