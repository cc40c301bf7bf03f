package io.golconde.sink.delivery;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Write;
import io.golconde.sink.buffer.DividedChange;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.KeyedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The writes behind a delete in its partition that may be applied before it. */
final class WritesBehind {
    private WritesBehind() {}

    /**
     * The first change of each row from the delete on, where it is a write: applying it twice, now and in its turn, leaves
     * what applying it once does.
     *
     * @return nothing where the first change is no delete, or where the changes of the partition are not all of the same tables
     */
    static List<Change> of(Change first, List<Change> changes) {
        List<Change> rest = restOfPartition(first, changes);
        List<KeyedTable> tables = tables(rest.get(0));
        boolean sameTables = rest.stream().allMatch(change -> tables(change).equals(tables));
        if (!consistsOf(Delete.class, rest.get(0))
                || !sameTables
                || !tables.stream().allMatch(KeyedTable::isExact)) {
            return List.of();
        }
        Set<Object> rows = new HashSet<>();
        return rest.stream()
                .filter(change -> areFirst(change, rows) && consistsOf(Write.class, change))
                .toList();
    }

    private static List<KeyedTable> tables(Change change) {
        return change.parts().stream().map(DividedChange.Part::table).toList();
    }

    private static boolean consistsOf(Class<? extends RowChange> kind, Change change) {
        return change.parts().stream().allMatch(part -> kind.isInstance(part.change()));
    }

    /** Whether none of a change's rows was changed before; notes that they are. */
    private static boolean areFirst(Change change, Set<Object> rows) {
        boolean first = true;
        for (DividedChange.Part part : change.parts()) {
            KeyedTable table = part.table();
            first &= rows.add(List.of(table.name(), table.identity(key(part.change()))));
        }
        return first;
    }

    private static List<Change> restOfPartition(Change first, List<Change> changes) {
        Map<TopicPartition, Change> from = Map.of(Coordinates.partition(first.record()), first);
        return changes.stream()
                .filter(change -> Division.isHeld(change, from))
                .flatMap(change -> change.halves().isEmpty() ? Stream.of(change) : change.halves().stream())
                .toList();
    }

    private static Row key(RowChange change) {
        @Nullable
        Row key = change instanceof Write write ? write.key() : change instanceof Delete delete ? delete.key() : null;
        return Objects.requireNonNull(key, "only keyed changes have a table with a key");
    }
}
