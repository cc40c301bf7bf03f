package io.golconde.source.window;

import io.golconde.source.queue.Place;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where the changes of a large window lie, so that each part reads the blocks that it needs and no more: per range of
 * blocks the lowest and highest position in the log, as in a BRIN index. A window's changes are committed and stay in
 * their places until it is acknowledged; so the map that one pass makes holds for all its parts, unless somebody
 * rewrites the queue table (VACUUM FULL).
 *
 * <pre>
 *   slot 0   [0,16) 10..19   [16,32) 20..33   [32,48) 30..41      a step up to position 33 reads
 *   slot 1   [0,16) 12..40                                        three ranges here, and then the next
 * </pre>
 */
final class WindowMap {
    private static final int ROWS_A_FETCH = 10_000;

    private record Slot(int table, int generation, int number) {
        static Slot of(QueueTable table, int number) {
            return new Slot(table.id(), table.generation(), number);
        }
    }

    private final String seen;
    private final String until;
    private final String snapshot;
    private final Map<Slot, NavigableMap<Long, BlockRange>> slots = new HashMap<>();
    private final Map<Slot, Long> files = new HashMap<>();
    /** All ranges by where they end in the log. */
    private final List<BlockRange> byEnd = new ArrayList<>();

    private WindowMap(String seen, String until, String snapshot) {
        this.seen = seen;
        this.until = until;
        this.snapshot = snapshot;
    }

    /** Makes the map of the window between two snapshots, in the transaction's own snapshot. */
    static WindowMap of(Connection connection, Filled filled, String seen, String until, String now)
            throws SQLException {
        WindowMap map = new WindowMap(seen, until, now);
        for (QueueTable table : filled.tables()) {
            map.readRanges(connection, new MapQuery(table, filled.slots(table)));
            map.readAgain(connection, new MapQuery(table, filled.slots(table)));
            filled.files(table).forEach((number, file) -> map.files.put(Slot.of(table, number), file));
        }
        map.slots.values().forEach(ranges -> map.byEnd.addAll(ranges.values()));
        map.byEnd.sort(Comparator.comparing(BlockRange::maxLsn, Long::compareUnsigned));
        return map;
    }

    String seen() {
        return seen;
    }

    String until() {
        return until;
    }

    /** The snapshot in which it was made: what is not visible in it is not known here. */
    String snapshot() {
        return snapshot;
    }

    /** Whether it shows the window that the offset is in, and the changes are still where they were. */
    boolean holdsFor(SourceOffset offset, Filled filled) {
        return seen.equals(offset.seen())
                && until.equals(offset.until())
                && filled.tables().stream()
                        .allMatch(table -> filled.files(table).entrySet().stream()
                                .allMatch(slot -> isWhereItWas(Slot.of(table, slot.getKey()), slot.getValue())));
    }

    private boolean isWhereItWas(Slot slot, long file) {
        return !slots.containsKey(slot) || Objects.equals(files.get(slot), file);
    }

    private void readRanges(Connection connection, MapQuery query) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query.ranges());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long number = row.getLong(2);
                slots.computeIfAbsent(Slot.of(query.table(), row.getInt(1)), slot -> new TreeMap<>())
                        .put(number, new BlockRange(number, row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        }
    }

    private void readAgain(Connection connection, MapQuery query) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query.again());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Place place = Place.of(row.getString(2));
                BlockRange range = of(query.table(), row.getInt(1)).get(place.block() / BlockRange.BLOCKS);
                if (range != null) {
                    range.readAgain(place);
                }
            }
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(ROWS_A_FETCH);
        statement.setString(1, seen);
        statement.setString(2, until);
        return statement;
    }

    /** Up to which position to read so that it is about so many changes; empty where there are none from the position on. */
    OptionalLong bound(long fromLsn, long changes) {
        long found = 0;
        OptionalLong bound = OptionalLong.empty();
        for (int i = firstEndingAt(fromLsn); i < byEnd.size() && found < changes; i++) {
            found += byEnd.get(i).rows();
            bound = OptionalLong.of(byEnd.get(i).maxLsn());
        }
        return bound;
    }

    /** Number of the first range, by end, that has changes at the position or behind it. */
    private int firstEndingAt(long lsn) {
        int low = 0;
        int high = byEnd.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (Long.compareUnsigned(byEnd.get(middle).maxLsn(), lsn) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<BlockRange> ranges(QueueTable table, int slot, long fromLsn, long toLsn) {
        return of(table, slot).values().stream()
                .filter(range -> range.overlaps(fromLsn, toLsn))
                .toList();
    }

    /**
     * From which block on there may be changes that the map does not know. What a transaction that was open meanwhile
     * had written long before is not looked for: its state of a row comes early then, and again in its own window.
     */
    long tail(QueueTable table, int slot) {
        NavigableMap<Long, BlockRange> ranges = of(table, slot);
        return ranges.isEmpty() ? 0 : Math.max(0, ranges.lastEntry().getValue().endBlock() - 8L * BlockRange.BLOCKS);
    }

    private NavigableMap<Long, BlockRange> of(QueueTable table, int slot) {
        return slots.getOrDefault(Slot.of(table, slot), new TreeMap<>());
    }
}
