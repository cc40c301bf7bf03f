package io.golconde.sink.buffer;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Write;
import io.golconde.sink.statement.KeyedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a table whose rows have versions: each key keeps the newest delete, and behind it the newest write. A delete
 * makes an end of the writes before it that are no newer, and is nothing where they are. What cannot be compared here, and
 * what is as new as what is there already, begins the next round: the server compares.
 */
final class NewestChanges extends TableChanges {
    private final Map<Object, Newest> byKey = new HashMap<>();
    private @Nullable Columns written; // of the latest write

    NewestChanges(KeyedTable table) {
        super(table);
    }

    @Override
    boolean isEmpty() {
        return byKey.isEmpty();
    }

    @Override
    boolean acceptsWrite(Write write) {
        Columns columns = write.row().columns();
        if (!table().isExact() && written != null && !written.equals(columns)) {
            return false;
        }
        Row there = newest(key(write)).write;
        return there == null || (there.columns().equals(columns) && isClear(compare(write.row(), there)));
    }

    @Override
    boolean acceptsDelete(Row key) {
        if (!table().isExact() && written != null) {
            return false;
        }
        Newest there = newest(key);
        boolean knowsWrite = there.write == null
                || isUnconditional(key)
                || compare(key, there.write).isPresent();
        return knowsWrite && (there.delete == null || later(there.delete, key) != null);
    }

    /** Key changes come as their halves: each of them wins or loses by itself. */
    @Override
    boolean acceptsRekey(Rekey rekey) {
        return false;
    }

    @Override
    void write(Write write) {
        Newest there = byKey.computeIfAbsent(table().identity(key(write)), identity -> new Newest());
        written = write.row().columns();
        if (there.write == null || compare(write.row(), there.write).orElseThrow() > 0) {
            there.write = write.row();
        }
    }

    @Override
    void delete(Row key) {
        Newest there = byKey.computeIfAbsent(table().identity(key), identity -> new Newest());
        if (there.write != null
                && !isUnconditional(key)
                && compare(key, there.write).orElseThrow() < 0) {
            return;
        }
        there.write = null;
        there.delete = there.delete == null ? key : later(there.delete, key);
    }

    @Override
    void rekey(Rekey rekey) {
        throw new IllegalStateException("the halves of a key change are not joined where rows have versions");
    }

    @Override
    TableBatch settle() {
        Map<Columns, RowGroup> groups = new LinkedHashMap<>();
        List<Row> deletes = new ArrayList<>();
        byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(KeyOrder.INSTANCE))
                .map(Map.Entry::getValue)
                .forEach(newest -> {
                    if (newest.delete != null) {
                        deletes.add(newest.delete);
                    }
                    if (newest.write != null) {
                        groups.computeIfAbsent(
                                        newest.write.columns(), columns -> new RowGroup(columns, new ArrayList<>()))
                                .rows()
                                .add(newest.write);
                    }
                });
        return new TableBatch(table(), isTruncated(), deletes, List.of(), List.copyOf(groups.values()));
    }

    private Newest newest(Row key) {
        return byKey.getOrDefault(table().identity(key), new Newest());
    }

    private static Row key(Write write) {
        return Objects.requireNonNull(write.key(), "a folded row has a key");
    }

    private OptionalInt compare(Row left, Row right) {
        return table().compareVersions(left, right);
    }

    private static boolean isClear(OptionalInt order) {
        return order.isPresent() && order.getAsInt() != 0;
    }

    /** A delete of which the version is not known takes the row away whatever it is. */
    private static boolean isUnconditional(Row delete) {
        return delete.value(delete.columns().size() - 1) == null;
    }

    /** The delete that takes away what either of the two does, null where that is not known. */
    private @Nullable Row later(Row one, Row other) {
        if (isUnconditional(one) || isUnconditional(other)) {
            return isUnconditional(one) ? one : other;
        }
        OptionalInt order = compare(one, other);
        return order.isEmpty() ? null : order.getAsInt() > 0 ? one : other;
    }

    private static final class Newest {
        private @Nullable Row delete;
        private @Nullable Row write;
    }
}
