package io.golconde.source.queue;

import java.util.Comparator;

/**
 * A change's place in the total order of a window.
 *
 * @param lsn position in the write-ahead log, unsigned
 * @param txid 64-bit transaction id, unsigned
 * @param table id of the captured table
 * @param generation of its queue tables
 * @param slot of the generation
 * @param place the row's place in the queue table
 */
public record Position(long lsn, long txid, int table, int generation, int slot, Place place)
        implements Comparable<Position> {
    private static final Comparator<Position> ORDER = Comparator.comparing(Position::lsn, Long::compareUnsigned)
            .thenComparing(Position::txid, Long::compareUnsigned)
            .thenComparingInt(Position::table)
            .thenComparingInt(Position::generation)
            .thenComparingInt(Position::slot)
            .thenComparing(Position::place);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
