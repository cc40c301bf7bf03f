package io.golconde.source.window;

import io.golconde.source.queue.Place;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Some consecutive blocks of a slot: where the window's changes in it lie in the log, and which of them are read again. */
final class BlockRange {
    static final int BLOCKS = 16;
    /** More than a block can hold. */
    private static final int ROWS_A_BLOCK = 512;

    private final long firstBlock;
    private final long minLsn;
    private final long maxLsn;
    private final long rows;
    private final BitSet again = new BitSet();

    BlockRange(long number, long minLsn, long maxLsn, long rows) {
        this.firstBlock = number * BLOCKS;
        this.minLsn = minLsn;
        this.maxLsn = maxLsn;
        this.rows = rows;
    }

    long maxLsn() {
        return maxLsn;
    }

    long rows() {
        return rows;
    }

    long endBlock() {
        return firstBlock + BLOCKS;
    }

    boolean overlaps(long fromLsn, long toLsn) {
        return Long.compareUnsigned(minLsn, toLsn) <= 0 && Long.compareUnsigned(maxLsn, fromLsn) >= 0;
    }

    void readAgain(Place place) {
        again.set((int) (place.block() - firstBlock) * ROWS_A_BLOCK + place.row());
    }

    /** The places of the changes whose row is read again, as elements of a tid array. */
    List<String> again() {
        return again.stream()
                .mapToObj(i -> tid(firstBlock + i / ROWS_A_BLOCK, i % ROWS_A_BLOCK))
                .toList();
    }

    /** Where the ranges begin, as a tid array. */
    static String starts(List<BlockRange> ranges) {
        return ranges.stream().map(range -> tid(range.firstBlock, 0)).collect(Collectors.joining(",", "{", "}"));
    }

    /** Where the ranges end, as a tid array. */
    static String ends(List<BlockRange> ranges) {
        return ranges.stream().map(range -> tid(range.endBlock(), 0)).collect(Collectors.joining(",", "{", "}"));
    }

    private static String tid(long block, int row) {
        return "\"(" + block + ',' + row + ")\"";
    }
}
