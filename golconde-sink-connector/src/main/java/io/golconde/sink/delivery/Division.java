package io.golconde.sink.delivery;

import io.golconde.core.sql.SqlState;
import io.golconde.sink.buffer.TableBatch;
import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes that the target refused together: in halves, in the order of the records, down to single ones, or one
 * by one while most have turned out to be bad. What failed only because it was folded succeeds on the way; what a
 * single change still fails with is its own. Constraints that can be deferred are checked once for all changes that are
 * applied together: rows may refer to each other. One that may succeed later holds its partition back, while the others
 * go on. Writes behind a delete that is held go ahead of it: the rows that still refer to the deleted one may be
 * waiting for them, as where a key changes. They come again with the delete, and then change nothing.
 */
final class Division {
    private static final int MANY_BAD = 8;

    private final Target target;
    private final InsertMode mode;
    private final RowWaits waits;
    private final Parking parking;
    private final BadChanges bad;
    private final Map<TopicPartition, Change> held = new HashMap<>();
    private final Set<Change> ahead = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Change> all = List.of();
    private int applied;

    Division(Target target, InsertMode mode, RowWaits waits, Parking parking) {
        this.target = target;
        this.mode = mode;
        this.waits = waits;
        this.parking = parking;
        this.bad = new BadChanges(target, mode);
    }

    /** Applies what can be applied, in the current transaction. */
    void run(List<Change> changes) throws SQLException {
        all = changes;
        bad.addKnown(changes);
        boolean deferrable = mayDefer(changes);
        if (deferrable || bad.size() > 0) {
            apply(changes);
        } else {
            divide(changes);
        }
        writeAhead(changes);
        int before = deferrable ? -1 : 0;
        while (!held.isEmpty() && applied > before) {
            before = applied;
            Map<TopicPartition, Change> waiting = Map.copyOf(held);
            held.clear();
            Set<Change> together = applyTogether(waiting.values(), changes);
            apply(changes.stream()
                    .filter(change -> isHeld(change, waiting) && !together.contains(change))
                    .toList());
            writeAhead(changes);
        }
    }

    /** What partitions wait with may be what each of them waits for, where that can be checked later. */
    private Set<Change> applyTogether(Collection<Change> first, List<Change> changes) throws SQLException {
        Set<Change> together = Collections.newSetFromMap(new IdentityHashMap<>());
        together.addAll(first);
        List<Change> inOrder = changes.stream().filter(together::contains).toList();
        boolean applies = inOrder.size() > 1 && mayDefer(inOrder) && tryTo(inOrder) == null;
        return applies ? together : Set.of();
    }

    List<BadRecord> bad() {
        return bad.records();
    }

    /** The first change of each partition that has to wait; it and those after it are not applied. */
    Map<TopicPartition, Change> held() {
        return held;
    }

    /** Writes that were applied although their partition is held before them. */
    Set<Change> ahead() {
        return ahead;
    }

    /** Whether a change, or its second half, has to wait with its partition. */
    static boolean isHeld(Change change, Map<TopicPartition, Change> held) {
        return isHeld(change.lastRecord(), held);
    }

    /** Whether a record has to wait with its partition. */
    static boolean isHeld(SinkRecord record, Map<TopicPartition, Change> held) {
        Change first = held.get(Coordinates.partition(record));
        return first != null && record.originalKafkaOffset() >= first.record().originalKafkaOffset();
    }

    private void apply(List<Change> some) throws SQLException {
        List<Change> changes = bad.without(some);
        if (changes.isEmpty()) {
            return;
        }
        SQLException refusal = tryTo(changes);
        if (refusal == null) {
            return;
        }
        if (changes.size() == 1) {
            refuse(changes.get(0), refusal);
        } else {
            divide(changes);
        }
    }

    /** Applies all or none; returns why none, where the records are to blame. */
    private @Nullable SQLException tryTo(List<Change> changes) throws SQLException {
        try {
            target.session().tentatively(() -> write(changes));
            applied += changes.size();
            return null;
        } catch (SQLException e) {
            if (Verdict.of(e) != Verdict.DIVIDE) {
                throw e;
            }
            return e;
        }
    }

    private void write(List<Change> changes) throws SQLException {
        List<List<TableBatch>> rounds = Applier.folded(changes, mode);
        if (mayDefer(changes)) {
            target.session().checkingAfterwards(() -> target.writer().apply(rounds));
        } else {
            target.writer().apply(rounds);
        }
    }

    private static boolean mayDefer(List<Change> changes) {
        return changes.stream().anyMatch(change -> change.table().table().deferrable());
    }

    private void writeAhead(List<Change> changes) throws SQLException {
        if (mode != InsertMode.UPSERT) {
            return;
        }
        for (Change first : List.copyOf(held.values())) {
            List<Change> writes = WritesBehind.of(first, changes).stream()
                    .filter(write -> !ahead.contains(write))
                    .toList();
            if (!writeAheadTogether(writes)) {
                for (Change write : writes) {
                    writeAheadTogether(List.of(write));
                }
            }
        }
    }

    private boolean writeAheadTogether(List<Change> writes) throws SQLException {
        return !writes.isEmpty() && tryTo(writes) == null && ahead.addAll(writes);
    }

    private void divide(List<Change> changes) throws SQLException {
        if (isMostlyBad()) {
            for (Change change : changes) {
                apply(free(List.of(change)));
            }
            return;
        }
        int middle = (changes.size() + 1) / 2;
        apply(free(changes.subList(0, middle)));
        apply(free(changes.subList(middle, changes.size())));
    }

    /** Then single changes are the shortest way. */
    private boolean isMostlyBad() {
        return bad.size() >= MANY_BAD && bad.size() > applied;
    }

    private List<Change> free(List<Change> changes) {
        return held.isEmpty()
                ? changes
                : changes.stream().filter(change -> !isHeld(change, held)).toList();
    }

    private void refuse(Change change, SQLException failure) throws SQLException {
        if (mayWait(change, failure)) {
            held.put(Coordinates.partition(change.record()), change);
        } else if (!change.halves().isEmpty()) {
            divide(change.halves());
        } else {
            bad.add(change, failure, all);
        }
    }

    /** A key change waits for the rows that refer to the old key; for all else its halves are on their own. */
    private boolean mayWait(Change change, SQLException failure) {
        boolean forReference = SqlState.of(failure).equals(SqlState.FOREIGN_KEY_VIOLATION);
        boolean asOne = change.halves().isEmpty() || forReference;
        Duration wait = asOne && Verdict.mayPass(failure, mode) ? waits.after(failure) : Duration.ZERO;
        return parking.mayWait(
                Coordinates.partition(change.record()), change.record().originalKafkaOffset(), wait);
    }
}
