package io.golconde.sink.delivery;

import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.failure.ErrantRecords;
import io.golconde.sink.failure.Failures;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Change;
import io.golconde.sink.record.Command;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Windows of the source are applied whole: the target's transaction stays open from batch to batch, with the rows in it and
 * none on the heap, until one that ends with an END marker. Constraints that can be deferred are checked there. After a
 * failure the window comes again from its first record on; once the target has refused something of it, constraints are
 * checked with each batch, so that single records can be told to be bad.
 */
final class WindowApplier implements Applier {
    private static final Logger LOG = LoggerFactory.getLogger(WindowApplier.class);
    /** All records come in their order: nothing that another partition brings can help. */
    private static final RowWaits NO_WAITS = new RowWaits(Duration.ZERO, Duration.ZERO);

    private final Target target;
    private final ErrantRecords errantRecords;
    private final Parking parking;
    private final InsertMode mode;
    private final SinkTaskContext context;
    private final Tally tally;
    private final Commands commands;
    private @Nullable Window open;
    private boolean again; // what was taken back is not committed yet
    private long refused = -1; // the first offset of a window that the target did not take as a whole

    WindowApplier(
            Target target,
            ErrantRecords errantRecords,
            Parking parking,
            InsertMode mode,
            SinkTaskContext context,
            Tally tally,
            Commands commands) {
        this.target = target;
        this.errantRecords = errantRecords;
        this.parking = parking;
        this.mode = mode;
        this.context = context;
        this.tally = tally;
        this.commands = commands;
    }

    /** What the open transaction holds. */
    private record Window(Progress progress, long firstOffset, long began, Map<Metric, Long> counts) {}

    @Override
    public boolean apply(Batch batch) throws SQLException {
        if (batch.isEmpty()) {
            if (open == null) {
                target.session().rollback(); // of what was read of the catalog
            }
            return true;
        }
        PartitionBatch records = theOnly(batch);
        Window window = open == null ? begin(records) : open;
        try {
            write(batch, window);
            execute(batch.command(), window);
            if (batch.endsWindow()) {
                return commit(records, window);
            }
            window.progress().reached(records.offsetBehind());
        } catch (SQLException e) {
            if (Verdict.of(e) != Verdict.DIVIDE || isRefused(window)) {
                throw e;
            }
            LOG.debug(
                    "The window from offset {} on was refused with SQLSTATE {}", window.firstOffset(), e.getSQLState());
            tally.divided();
            refused = window.firstOffset();
            takeBack();
        }
        return true;
    }

    private PartitionBatch theOnly(Batch batch) {
        Set<TopicPartition> partitions = batch.partitions().keySet();
        if (partitions.size() > 1
                || (open != null && !partitions.contains(open.progress().partition()))) {
            throw Failures.notInOnePartition(partitions);
        }
        return batch.partitions().values().iterator().next();
    }

    private Window begin(PartitionBatch records) throws SQLException {
        Window window =
                new Window(records.progress(), records.firstOffset(), System.nanoTime(), new EnumMap<>(Metric.class));
        open = window;
        target.session().markOrigin();
        if (!isRefused(window)) {
            target.session().deferConstraints();
        }
        return window;
    }

    private boolean isRefused(Window window) {
        return refused == window.firstOffset();
    }

    private void write(Batch batch, Window window) throws SQLException {
        List<BadRecord> bad = new ArrayList<>(batch.bad());
        if (isRefused(window)) {
            Division division = new Division(target, mode, NO_WAITS, parking);
            division.run(batch.changes());
            bad.addAll(division.bad());
        } else {
            target.writer().apply(Applier.folded(batch.changes(), mode));
        }
        errantRecords.report(bad);
        Tally.of(without(bad, batch.changes()))
                .forEach((metric, count) -> window.counts().merge(metric, count, Long::sum));
    }

    private void execute(@Nullable Command command, Window window) throws SQLException {
        if (command != null) {
            window.counts().merge(Metric.COMMANDS, 1L, Long::sum);
            commands.execute(command);
        }
    }

    private static List<Change> without(List<BadRecord> bad, List<Change> changes) {
        Set<SinkRecord> refusedRecords = bad.stream()
                .map(BadRecord::record)
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
        return changes.stream()
                .filter(change -> !refusedRecords.contains(change.lastRecord()))
                .toList();
    }

    private boolean commit(PartitionBatch records, Window window) throws SQLException {
        if (!isRefused(window)) {
            target.session().checkConstraints();
        }
        if (!target.offsets().advance(List.of(records.advance()))) {
            takeBack();
            return false;
        }
        target.session().commit();
        window.progress().advanced(records.offsetBehind());
        tally.add(window.counts());
        tally.committed(
                window.counts().values().stream().mapToLong(Long::longValue).sum(), window.began());
        open = null;
        again = false;
        return true;
    }

    @Override
    public void takeBack() {
        if (open != null) {
            Window window = open;
            rollback(window);
            window.progress().rewind(window.firstOffset(), context);
            again = true;
        }
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (open != null && partitions.contains(open.progress().partition())) {
            rollback(open);
            again = false;
        }
    }

    private void rollback(Window window) {
        target.session().rollback();
        if (window.counts().containsKey(Metric.COMMANDS)) {
            commands.forgetTables();
        }
        open = null;
    }

    @Override
    public boolean goesOn() {
        return !again;
    }
}
