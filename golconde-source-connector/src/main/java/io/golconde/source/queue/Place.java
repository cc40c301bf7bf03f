package io.golconde.source.queue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** A row's place in its table: PostgreSQL's ctid. */
public record Place(long block, int row) implements Comparable<Place> {
    private static final Pattern CTID = Pattern.compile("\\((\\d{1,10}),(\\d{1,5})\\)");

    /** The place that PostgreSQL prints as {@code (block,row)}. */
    public static Place of(String ctid) {
        Matcher matcher = CTID.matcher(ctid);
        if (!matcher.matches()) {
            throw new DataException("Only (block,row) for ctid of a source offset, found: " + ctid);
        }
        return new Place(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
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
