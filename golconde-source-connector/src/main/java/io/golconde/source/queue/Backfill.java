package io.golconde.source.queue;

import org.jspecify.annotations.Nullable;

/**
 * How far existing rows were read. Requests are followed one after the other in the order of their ids, so that one that
 * comes later is found by itself: all with a lower id are done.
 *
 * @param request the id of the request that was followed last; 0 for none
 * @param after the key of the last row that was read, as a PostgreSQL text array, or its place; null before the first
 * @param rows how many rows were read for the request
 * @param done whether that were all
 */
public record Backfill(int request, @Nullable String after, long rows, boolean done) {
    public static final Backfill NOT_STARTED = new Backfill(0, null, 0, true);

    public Backfill read(String place) {
        return new Backfill(request, place, rows + 1, false);
    }

    /** Behind this place, which no row need have. */
    public Backfill at(String place) {
        return new Backfill(request, place, rows, false);
    }

    public Backfill finished() {
        return new Backfill(request, null, rows, true);
    }

    public Backfill startedWith(int next) {
        return next == request ? this : new Backfill(next, null, 0, false);
    }

    /** The lowest id of a request that may not be done. */
    public int next() {
        return done ? request + 1 : request;
    }

    boolean isLaterThan(Backfill other) {
        if (request != other.request) {
            return request > other.request;
        }
        return done == other.done ? rows > other.rows : done;
    }
}
