package io.golconde.source.window;

import io.golconde.source.queue.Backfill;

/**
 * The ids of the last requests for a table's existing rows that may have to be followed; 0 for none.
 *
 * @param initial of those that came with a capture of the table
 * @param others of those that somebody made
 */
record LastRequests(int initial, int others) {
    /**
     * Whether existing rows are still to be read.
     *
     * @param initialCount whether initial requests count
     */
    boolean remain(Backfill read, boolean initialCount) {
        return Math.max(others, initialCount ? initial : 0) >= read.next();
    }
}
