package io.golconde.sink.delivery;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Write;
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
     * @return nothing where the first change is no delete, or where the partition is about several tables
     */
    static List<Change> of(Change first, List<Change> changes) {
        List<Change> rest = restOfPartition(first, changes);
        KeyedTable table = first.table();
        boolean oneTable = rest.stream().allMatch(change -> change.table() == table);
        if (!(rest.get(0).change() instanceof Delete) || !oneTable || !table.isExact()) {
            return List.of();
        }
        Set<Object> rows = new HashSet<>();
        return rest.stream()
                .filter(change -> rows.add(table.identity(key(change))) && change.change() instanceof Write)
                .toList();
    }

    private static List<Change> restOfPartition(Change first, List<Change> changes) {
        Map<TopicPartition, Change> from = Map.of(Coordinates.partition(first.record()), first);
        return changes.stream()
                .filter(change -> Division.isHeld(change, from))
                .flatMap(change -> change.halves().isEmpty() ? Stream.of(change) : change.halves().stream())
                .toList();
    }

    private static Row key(Change change) {
        @Nullable
        Row key = change.change() instanceof Write write
                ? write.key()
                : change.change() instanceof Delete delete ? delete.key() : null;
        return Objects.requireNonNull(key, "only keyed changes have a table with a key");
    }
}
