package io.golconde.source.window;

import io.golconde.source.queue.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some of a mapped window: its changes behind a position, up to a bound of the log.
 *
 * @param changed whether there may be changes that came since the map was made
 */
record MappedStep(WindowMap map, Position behind, long bound, boolean changed) {
    /** What is read of a slot. */
    private record Reading(int slot, List<BlockRange> ranges) {
        List<String> again() {
            return ranges.stream().flatMap(range -> range.again().stream()).toList();
        }
    }

    /**
     * Selects the table's changes; empty where the map says that there are none.
     *
     * @param whole whether large values that the queue lacks are read, too
     */
    Optional<PreparedStatement> prepare(Connection connection, QueueTable table, List<Integer> filled, boolean whole)
            throws SQLException {
        List<Reading> readings = filled.stream()
                .map(slot -> new Reading(slot, map.ranges(table, slot, behind.lsn(), bound)))
                .filter(reading -> !reading.ranges().isEmpty())
                .toList();
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        boolean again = readings.stream().anyMatch(reading -> !reading.again().isEmpty());
        List<Integer> since = again && changed ? filled : List.of();
        StepQuery query =
                new StepQuery(table, readings.stream().map(Reading::slot).toList(), again, whole, since);
        List<Object> parameters = window();
        readings.forEach(reading ->
                parameters.addAll(List.of(BlockRange.starts(reading.ranges()), BlockRange.ends(reading.ranges()))));
        if (again) {
            parameters.addAll(again(readings));
        }
        since.forEach(slot -> parameters.addAll(List.of("(" + map.tail(table, slot) + ",0)", map.snapshot())));
        return Optional.of(bound(connection.prepareStatement(query.sql()), parameters));
    }

    private List<Object> window() {
        return new ArrayList<>(List.of(
                map.seen(),
                map.until(),
                behind.lsn(),
                Long.toUnsignedString(behind.txid()),
                behind.table(),
                behind.generation(),
                behind.slot(),
                behind.place().toString(),
                bound));
    }

    /** Slots and places as two arrays. */
    private static List<String> again(List<Reading> readings) {
        List<String> slots = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Reading reading : readings) {
            for (String place : reading.again()) {
                slots.add(Integer.toString(reading.slot()));
                places.add(place);
            }
        }
        return List.of(array(slots), array(places));
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static PreparedStatement bound(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }
}
