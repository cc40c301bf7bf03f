package io.golconde.sink.delivery;

import io.golconde.core.event.RowChange;
import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.failure.Failures;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.target.InvalidValues;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes that the target refuses each by itself. When there are two, four, eight of them, and before the first one is
 * looked for, the target is asked which ones have to be refused for their value in the column that was to blame last: many
 * bad records then cost little more than good ones.
 */
final class BadChanges {
    private final Target target;
    private final InsertMode mode;
    private final List<BadRecord> records = new ArrayList<>();
    private final Set<Change> changes = Collections.newSetFromMap(new IdentityHashMap<>());
    private int tried;

    BadChanges(Target target, InsertMode mode) {
        this.target = target;
        this.mode = mode;
    }

    List<BadRecord> records() {
        return records;
    }

    int size() {
        return records.size();
    }

    /**
     * Adds one that was tried, and those like it.
     *
     * @param all the changes among which there may be others
     */
    void add(Change change, SQLException failure, List<Change> all) throws SQLException {
        add(change, failure, target.blame().of(change.table(), change.change(), failure));
        tried++;
        if (tried > 1 && Integer.bitCount(tried) == 1) {
            addAlike(change.table(), all);
        }
    }

    /** Adds those that are like the last bad ones before them. */
    void addKnown(List<Change> all) throws SQLException {
        for (KeyedTable table : all.stream().map(Change::table).distinct().toList()) {
            addAlike(table, all);
        }
    }

    /** Those that are not among them. */
    List<Change> without(List<Change> some) {
        return changes.isEmpty()
                ? some
                : some.stream().filter(change -> !changes.contains(change)).toList();
    }

    private void addAlike(KeyedTable table, List<Change> all) throws SQLException {
        if (mode == InsertMode.UPDATE || !target.blame().knows(table)) {
            return; // an UPDATE takes any value where there is no row to update
        }
        List<Change> writes = without(all).stream()
                .filter(change -> change.table() == table && change.change() instanceof RowChange.Write)
                .toList();
        InvalidValues invalid =
                target.blame().alike(table, writes.stream().map(Change::written).toList());
        invalid.refusals().forEach((index, failure) -> add(writes.get(index), failure, invalid.column()));
    }

    private void add(Change change, SQLException failure, @Nullable String column) {
        changes.add(change);
        records.add(Failures.refused(change.record(), change.table().name(), change.written(), failure, column));
    }
}
