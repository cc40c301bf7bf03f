package io.golconde.source.window;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The slots that are not empty: what there is to read. */
final class Filled {
    private final SortedMap<QueueTable, SortedMap<Integer, Long>> files = new TreeMap<>();
    private long bytes;

    /**
     * Adds a slot.
     *
     * @param size what it takes on disk, in bytes
     * @param file number of the file that holds it: another one once the slot was rewritten or truncated
     */
    void add(QueueTable table, int slot, long size, long file) {
        files.computeIfAbsent(table, key -> new TreeMap<>()).put(slot, file);
        bytes += size;
    }

    /** In the order in which they stand in the total order of changes. */
    Set<QueueTable> tables() {
        return files.keySet();
    }

    List<Integer> slots(QueueTable table) {
        return List.copyOf(files(table).keySet());
    }

    /** The table's slots with the numbers of the files that hold them. */
    SortedMap<Integer, Long> files(QueueTable table) {
        return files.getOrDefault(table, new TreeMap<>());
    }

    /** What all of it takes on disk. */
    long bytes() {
        return bytes;
    }
}
