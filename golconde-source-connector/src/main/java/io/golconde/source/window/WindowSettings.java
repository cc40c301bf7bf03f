package io.golconde.source.window;

import io.golconde.core.type.WireForms;

/**
 * What reading a window needs to know.
 *
 * @param existingRows whether the rows that existed before are read, too
 * @param maxBytes how much is read at a time, in bytes on the heap
 * @param chunkRows how many existing rows are read at a time
 * @param transactions whether changes are told their place in their transaction
 * @param marksEnds whether an event of its own tells that a window is at its end
 * @param leavesOut whether changes of excluded origins are left out
 * @param forms in which values are handed out
 */
public record WindowSettings(
        String queue,
        boolean existingRows,
        long maxBytes,
        int chunkRows,
        boolean transactions,
        boolean marksEnds,
        boolean leavesOut,
        WireForms forms) {}
