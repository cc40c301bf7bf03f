package io.golconde.source.queue;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * A change's place in the total order of a window.
 *
 * @param lsn position in the write-ahead log, unsigned
 * @param txid 64-bit transaction id, unsigned
 * @param tableRank the queue table's place among the tables of the window
 * @param ctid the row's place in the queue table, {@code (block,row)} as PostgreSQL prints it
 */
public record Position(long lsn, long txid, int tableRank, int slot, String ctid) implements Comparable<Position> {
    private static final Pattern CTID = Pattern.compile("\\((\\d{1,10}),(\\d{1,5})\\)");
    private static final Comparator<Position> ORDER = Comparator.comparing(Position::lsn, Long::compareUnsigned)
            .thenComparing(Position::txid, Long::compareUnsigned)
            .thenComparingInt(Position::tableRank)
            .thenComparingInt(Position::slot)
            .thenComparingLong(Position::row);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Checks what came from outside. */
    Position checked() {
        row();
        return this;
    }

    /** The ctid as one number that sorts as PostgreSQL does: block, then row in the block. */
    private long row() {
        Matcher matcher = CTID.matcher(ctid);
        if (!matcher.matches()) {
            throw new DataException("Only (block,row) for ctid of a source offset, found: " + ctid);
        }
        return Long.parseLong(matcher.group(1)) << Short.SIZE | Integer.parseInt(matcher.group(2));
    }
}
