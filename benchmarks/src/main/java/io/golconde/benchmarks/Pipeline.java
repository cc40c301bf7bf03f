package io.golconde.benchmarks;

import java.sql.SQLException;

/** Keeps the target's tables like the source's, from its start until it is closed. */
interface Pipeline extends AutoCloseable {
    /** Reads no more changes: they pile up in the source. */
    void pause() throws SQLException;

    /** Reads on where it was paused. */
    void resume() throws SQLException;

    @Override
    void close() throws SQLException;
}
