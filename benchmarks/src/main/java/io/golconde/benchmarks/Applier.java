package io.golconde.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** Ready to bring changes into the target. Its sessions end when it is closed, so that their processor time can be told before. */
interface Applier extends AutoCloseable {
    /** Begins; returns at any time between that and the last row's arrival. */
    void apply() throws SQLException, IOException;

    @Override
    default void close() throws SQLException {}
}
