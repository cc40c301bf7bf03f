package io.golconde.source.queue;

import org.apache.kafka.connect.errors.DataException;

/** A row's place in its table: PostgreSQL's ctid. */
public record Place(long block, int row) implements Comparable<Place> {
    /** The place that PostgreSQL prints as {@code (block,row)}. */
    public static Place of(String ctid) {
        int comma = ctid.indexOf(',');
        int end = ctid.length() - 1;
        if (comma < 0 || ctid.charAt(0) != '(' || ctid.charAt(end) != ')') {
            throw nonsense(ctid);
        }
        return new Place(number(ctid, 1, comma), (int) number(ctid, comma + 1, end));
    }

    /** Read digit by digit, since there is one for each change. */
    private static long number(String ctid, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = ctid.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw nonsense(ctid);
            }
            number = 10 * number + digit;
        }
        if (from == to || number > 0xffff_ffffL) {
            throw nonsense(ctid);
        }
        return number;
    }

    private static DataException nonsense(String ctid) {
        return new DataException("Only (block,row) for ctid of a source offset, found: " + ctid);
    }

    @Override
    public int compareTo(Place other) {
        int byBlock = Long.compare(block, other.block);
        return byBlock != 0 ? byBlock : Integer.compare(row, other.row);
    }

    @Override
    public String toString() {
        return "(" + block + ',' + row + ')';
    }
}
