package io.golconde.sink.buffer;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Write;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of which each key keeps one: the columns that were written since its last delete, the later over the earlier,
 * and whether there was a delete. This is what row-by-row application leaves, too.
 *
 * <p>Where equal keys may be spelled differently (see {@link KeyedTable#isExact}), two entries may be one row. Then deletes
 * never stand after writes, and all writes have the same columns, so that such a pair meets in one statement, which tells.
 */
final class FoldedChanges extends TableChanges {
    private final InsertMode mode;
    private final Map<Object, Folded> byKey = new HashMap<>();
    private final Map<Object, Rekey> byOldKey = new HashMap<>();
    private final Set<Object> moved = new HashSet<>(); // the old keys and the new ones
    private @Nullable Columns written; // of the latest write

    FoldedChanges(KeyedTable table, InsertMode mode) {
        super(table);
        this.mode = mode;
    }

    @Override
    boolean isEmpty() {
        return byKey.isEmpty() && moved.isEmpty();
    }

    @Override
    boolean acceptsWrite(Write write) {
        return table().isExact()
                || (moved.isEmpty()
                        && (written == null || written.equals(write.row().columns())));
    }

    @Override
    boolean acceptsDelete(Row key) {
        return table().isExact() ? !moved.contains(table().identity(key)) : written == null && moved.isEmpty();
    }

    @Override
    boolean acceptsRekey(Rekey rekey) {
        return table().isExact() ? isFree(rekey.oldKey()) && isFree(newKey(rekey)) : isEmpty();
    }

    private boolean isFree(Row key) {
        Object identity = table().identity(key);
        return !byKey.containsKey(identity) && !moved.contains(identity);
    }

    private static Row newKey(Rekey rekey) {
        return Objects.requireNonNull(rekey.write().key(), "a folded row has a key");
    }

    @Override
    void write(Write write) {
        Row key = Objects.requireNonNull(write.key(), "a folded row has a key");
        Folded folded = byKey.computeIfAbsent(table().identity(key), identity -> new Folded(key));
        if (mode == InsertMode.UPDATE && folded.isGone()) {
            return;
        }
        written = write.row().columns();
        folded.row = folded.row == null ? write.row() : overlaid(folded.row, write.row());
    }

    @Override
    void delete(Row key) {
        Folded folded = byKey.computeIfAbsent(table().identity(key), identity -> new Folded(key));
        folded.deletedFirst = true;
        folded.row = null;
    }

    @Override
    void rekey(Rekey rekey) {
        Object old = table().identity(rekey.oldKey());
        byOldKey.put(old, rekey);
        moved.add(old);
        moved.add(table().identity(newKey(rekey)));
    }

    /** Rows in the order of their keys: two tasks that write the same table then wait for each other and do not deadlock. */
    @Override
    TableBatch settle() {
        Map<Columns, RowGroup> groups = new LinkedHashMap<>();
        List<Row> deletes = new ArrayList<>();
        byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(KeyOrder.INSTANCE))
                .map(Map.Entry::getValue)
                .forEach(folded -> {
                    if (folded.deletedFirst && !overwrites(folded.row)) {
                        deletes.add(folded.key);
                    }
                    if (folded.row != null) {
                        groups.computeIfAbsent(
                                        folded.row.columns(), columns -> new RowGroup(columns, new ArrayList<>()))
                                .rows()
                                .add(folded.row);
                    }
                });
        return new TableBatch(table(), isTruncated(), deletes, keyChanges(), List.copyOf(groups.values()));
    }

    private List<KeyChangeGroup> keyChanges() {
        Map<Columns, KeyChangeGroup> groups = new LinkedHashMap<>();
        byOldKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(KeyOrder.INSTANCE))
                .map(Map.Entry::getValue)
                .forEach(rekey -> {
                    Row row = rekey.write().row();
                    KeyChangeGroup group = groups.computeIfAbsent(
                            row.columns(),
                            columns -> new KeyChangeGroup(new ArrayList<>(), new RowGroup(columns, new ArrayList<>())));
                    group.oldKeys().add(rekey.oldKey());
                    group.rows().rows().add(row);
                });
        return List.copyOf(groups.values());
    }

    /** A row with all columns overwrites what a delete before it would have taken away; but for the key, which stays. */
    private boolean overwrites(@Nullable Row row) {
        return row != null && table().hasOneSpelling() && table().isWhole(row.columns());
    }

    private Row overlaid(Row earlier, Row later) {
        if (later.columns().equals(earlier.columns())) {
            return later;
        }
        List<String> names = table().table().columns().stream()
                .map(Column::name)
                .map(Object::toString)
                .filter(name -> earlier.has(name) || later.has(name))
                .toList();
        Object[] values = names.stream()
                .map(name -> later.has(name) ? later.value(name) : earlier.value(name))
                .toArray();
        return new Row(new Columns(names), values);
    }

    private static final class Folded {
        private final Row key;
        private boolean deletedFirst;
        private @Nullable Row row;

        Folded(Row key) {
            this.key = key;
        }

        boolean isGone() {
            return deletedFirst && row == null;
        }
    }
}
