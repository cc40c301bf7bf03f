package io.golconde.source.queue;

import org.jspecify.annotations.Nullable;

/**
 * How far the rows that existed before were read. Tables are read one after the other in the order of their ids, so
 * that a table captured later comes by itself: all with a lower id are done.
 *
 * @param table the id of the table that is read, or where the next one may start
 * @param after the key of the last row that was read, as a PostgreSQL text array, or its place; null before the first
 * @param rows how many rows of the table were read
 */
public record Backfill(int table, @Nullable String after, long rows) {
    public static final Backfill NOT_STARTED = new Backfill(0, null, 0);

    public Backfill read(String place) {
        return new Backfill(table, place, rows + 1);
    }

    /** Behind this place, which no row need have. */
    public Backfill at(String place) {
        return new Backfill(table, place, rows);
    }

    /** The table is finished: go on with a higher id. */
    public Backfill finished() {
        return new Backfill(table + 1, null, 0);
    }

    public Backfill startedWith(int tableId) {
        return tableId == table ? this : new Backfill(tableId, null, 0);
    }

    boolean isLaterThan(Backfill other) {
        return table != other.table ? table > other.table : rows > other.rows;
    }
}
