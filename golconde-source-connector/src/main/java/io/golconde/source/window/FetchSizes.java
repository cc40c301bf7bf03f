package io.golconde.source.window;

import io.golconde.source.queue.TableVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * How many rows a statement fetches at a time: they are held twice, as they came and as values. What a table's rows weighed
 * lately tells it; of a table that is not known yet a few are fetched first.
 */
final class FetchSizes {
    private static final int UNKNOWN = 10;
    private static final int LARGEST_FIRST = 100;
    private static final int LARGEST = 5_000;
    private static final int GROWTH = 8;
    private static final long BYTES_A_FETCH = 4 << 20;

    /** Rows that weigh as much as may be held at a time, by table. */
    private final Map<Integer, Integer> fitting = new HashMap<>();

    Fetch of(TableVersion table) {
        return new Fetch(table.tableId(), Math.min(LARGEST_FIRST, fitting.getOrDefault(table.tableId(), UNKNOWN)));
    }

    /** The rows that one statement fetches at a time. */
    final class Fetch {
        private final int table;
        private int size;
        private int read;
        private long bytes;

        private Fetch(int table, int first) {
            this.table = table;
            this.size = first;
        }

        int size() {
            return size;
        }

        /**
         * A row was read that weighs so much; what the next fetch brings is no more than can be held, and not many more rows
         * than the last one.
         */
        void read(long weight) {
            read++;
            bytes += weight;
            if (read == size) {
                int fit = (int) Math.max(1, Math.min(LARGEST, BYTES_A_FETCH * read / bytes));
                fitting.put(table, fit);
                size = Math.min(GROWTH * read, fit);
                read = 0;
                bytes = 0;
            }
        }
    }
}
