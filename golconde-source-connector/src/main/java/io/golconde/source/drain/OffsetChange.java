package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * A person changes the offset of a stopped connector. The database has a copy of the progress, and a start takes the later
 * of the two: so a reset must clear the copy, and an earlier offset must be refused, since what came after it may be
 * truncated already.
 */
public final class OffsetChange {
    private static final String INSTALLED = "SELECT pg_catalog.to_regclass('golconde.progress') IS NOT NULL";
    private static final String CLEAR = "DELETE FROM golconde.progress WHERE queue = ?";
    private static final String WAY_OUT =
            " To read everything again, reset the offsets instead:" + " DELETE /connectors/<name>/offsets.";

    private final Connection connection;
    private final String queue;
    private final String owner;

    public OffsetChange(Connection connection, String queue, String owner) {
        this.connection = connection;
        this.queue = queue;
        this.owner = owner;
    }

    /** Forgets how far the queue was drained: the next start begins with what is queued, and with the existing rows. */
    public void reset() throws SQLException {
        Optional<SourceOffset> progress = progress();
        if (progress.isPresent()) {
            refuseForeign(progress.get());
            try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
                statement.setString(1, queue);
                statement.executeUpdate();
            }
        }
    }

    /**
     * Checks whether the queue can be drained from there.
     *
     * @throws ConnectException with the reason if it cannot
     */
    public void check(SourceOffset wanted) throws SQLException {
        refuseForeign(wanted);
        SourceOffset progress = progress()
                .orElseThrow(() -> new ConnectException(
                        "The database knows no progress of the queue " + queue + " to go back to." + WAY_OUT));
        refuseForeign(progress);
        if (!wanted.server().equals(progress.server())) {
            throw new ConnectException("The offset belongs to " + wanted.server() + ", the progress of the queue "
                    + queue + " to " + progress.server() + '.' + WAY_OUT);
        }
        if (progress.isLaterThan(wanted)) {
            throw new ConnectException("The queue " + queue + " was drained up to window " + progress.window()
                    + ", and what came after the given offset may be truncated." + WAY_OUT);
        }
    }

    private Optional<SourceOffset> progress() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INSTALLED)) {
            row.next();
            return row.getBoolean(1) ? new ProgressStore(connection, queue).load() : Optional.empty();
        }
    }

    private void refuseForeign(SourceOffset offset) {
        if (!offset.owner().equals(owner)) {
            throw new ConnectException("The queue " + queue + " of " + offset.owner() + " is not that of " + owner
                    + ". If that one is gone for good, run: SELECT golconde.release('" + queue.replace("'", "''")
                    + "').");
        }
    }
}
