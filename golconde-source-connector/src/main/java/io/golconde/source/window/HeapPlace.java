package io.golconde.source.window;

import io.golconde.source.queue.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row's place in a table, for tables that have no order of their own.
 *
 * @param relation oid of the table or, of a partitioned one, of the partition
 * @param file its file, which is another one once it is rewritten: places are others then
 */
record HeapPlace(long relation, long file, Place row) {
    private static final Pattern TEXT = Pattern.compile("(\\d+)/(\\d+)(\\(.*\\))");

    /** What the text stands for; empty where a key stands in its place, since the table had one until lately. */
    static Optional<HeapPlace> of(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new HeapPlace(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Place.of(matcher.group(3))))
                : Optional.empty();
    }

    /** What a place begins with that names relation and file. */
    String prefix() {
        return relation + "/" + file;
    }

    /** The place before the first row of a block. */
    HeapPlace before(long block) {
        return new HeapPlace(relation, file, new Place(block, 0));
    }

    @Override
    public String toString() {
        return prefix() + row;
    }
}
