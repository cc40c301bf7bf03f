package io.golconde.source.window;

import io.golconde.source.queue.Backfill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Some of a table's existing rows. The statement gives for each row where to go on after it, whether the row is wanted, then
 * its values.
 */
sealed interface Chunk permits KeyChunk, HeapChunk {
    int FIRST_VALUE = 3;

    PreparedStatement prepare(Connection connection) throws SQLException;

    /**
     * Where the next chunk begins once this one was read to its end.
     *
     * @param last after the last of the rows that were read
     * @param read how many they were
     */
    Backfill next(Backfill last, int read);
}
