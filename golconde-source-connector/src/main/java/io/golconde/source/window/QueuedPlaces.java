package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the rows of a table without a key are of which the queue has told: those in its slots, and those that are kept of slots
 * that were emptied. As SQL over lsn, op, row_file, row_place.
 *
 * @param generations those of the table that have places in their queue tables
 */
record QueuedPlaces(QueueTable table, List<QueueTable> generations) {
    /** Selects columns of those of which the condition holds. */
    String select(String columns, String condition) {
        Stream<String> slots = generations.stream()
                .flatMap(generation -> IntStream.range(0, QueueTable.SLOTS).mapToObj(generation::slotTable))
                .map(slot -> "SELECT %s FROM %s WHERE %s".formatted(columns, slot, condition));
        String kept = "SELECT %s FROM golconde.kept_place WHERE table_id = %d AND %s"
                .formatted(columns, table.id(), condition);
        return Stream.concat(slots, Stream.of(kept)).collect(joining(" UNION ALL "));
    }
}
