package io.golconde.source.window;

import io.golconde.source.queue.TableVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a captured table as the drain reads it.
 *
 * @param columns in the order of {@link TableVersion#columns}
 * @param imagesQueued whether the queue rows carry the row's values, or its key only
 * @param keepsLarge whether large values that an update has kept are missing in the queue, and {@code kept} names their columns
 * @param requests those for its existing rows
 * @param source the captured table as it is now; null where the table or a column that is wanted is gone, so that
 *     rows cannot be read again
 */
record QueueTable(
        TableVersion version,
        List<QueueColumn> columns,
        boolean imagesQueued,
        boolean keepsLarge,
        LastRequests requests,
        @Nullable LiveTable source)
        implements Comparable<QueueTable> {

    static final int SLOTS = 3;

    int id() {
        return version.tableId();
    }

    int generation() {
        return version.generation();
    }

    /** The key in the order of its index. */
    List<QueueColumn> key() {
        return columns.stream()
                .filter(column -> column.keyPosition() >= 0)
                .sorted((left, right) -> Integer.compare(left.keyPosition(), right.keyPosition()))
                .toList();
    }

    boolean hasKey() {
        return columns.stream().anyMatch(QueueColumn::isKey);
    }

    /** Where the row of a change can be found; null where it cannot. */
    @Nullable
    LiveTable rowSource() {
        return hasKey() ? source : null;
    }

    /** By table, then generation: the order in which queue tables stand in the total order of changes. */
    @Override
    public int compareTo(QueueTable other) {
        int byTable = Integer.compare(id(), other.id());
        return byTable != 0 ? byTable : Integer.compare(generation(), other.generation());
    }

    /** The queue table of a slot; its name is made of numbers only. */
    String slotTable(int slot) {
        return "golconde.q%d_%d_%d".formatted(id(), generation(), slot);
    }
}
