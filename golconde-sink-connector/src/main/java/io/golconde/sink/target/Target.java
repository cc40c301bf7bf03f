package io.golconde.sink.target;

import java.sql.SQLException;

/** The target database, as one task sees it. */
public record Target(TargetSession session, Catalog catalog, TargetWriter writer, OffsetStore offsets, Blame blame)
        implements AutoCloseable {

    /** Connects where there is no connection; says whether it did. */
    public boolean connect() throws SQLException {
        if (session.isOpen()) {
            return false;
        }
        session.open();
        offsets.prepare();
        return true;
    }

    /** Forgets what the catalog said. */
    public void forgetCatalog() {
        catalog.forget();
        writer.forget();
    }

    @Override
    public void close() {
        session.close();
    }
}
