package io.golconde.source.window;

/**
 * What reading a window needs to know.
 *
 * @param existingRows whether the rows that existed before are read, too
 * @param maxBytes how much is read at a time, in bytes on the heap
 * @param chunkRows how many existing rows are read at a time
 */
public record WindowSettings(String queue, boolean existingRows, long maxBytes, int chunkRows) {}
