package io.golconde.source.drain;

import io.golconde.core.config.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Who drains a queue: one owner, of which only the latest epoch may go on. */
public final class Ownership {
    /** Epochs begin with the clock's seconds: those of a queue that is installed anew are above those it had before. */
    private static final String CLAIM = """
            INSERT INTO golconde.queue AS q (name, owner, epoch)
            VALUES (?, ?, greatest(? + 1, extract(epoch FROM pg_catalog.clock_timestamp())::pg_catalog.int8))
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, epoch = greatest(q.epoch + 1, excluded.epoch)
            WHERE q.owner IS NULL OR q.owner = excluded.owner
            RETURNING q.epoch""";

    private static final String IS_READABLE = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class r
                           JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                           WHERE n.nspname = 'golconde' AND r.relname = ?
                             AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                             AND pg_catalog.has_table_privilege(r.oid, 'SELECT'))""";

    private static final String OTHER = "SELECT owner FROM golconde.queue WHERE name = ? AND owner <> ?";
    private static final String EPOCH = "SELECT epoch FROM golconde.queue WHERE name = ?";

    private final Connection connection;
    private final String queue;
    private final String owner;

    public Ownership(Connection connection, String queue, String owner) {
        this.connection = connection;
        this.queue = queue;
        this.owner = owner;
    }

    /** What keeps the owner from the queue: that it is another's. Nothing where there is no queue yet. */
    public List<Finding> findings() throws SQLException {
        if (!isReadable(connection, "queue")) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(OTHER)) {
            statement.setString(1, queue);
            statement.setString(2, owner);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? List.of(belongsTo(row.getString(1))) : List.of();
            }
        }
    }

    void refuseOther() throws SQLException {
        for (Finding finding : findings()) {
            throw new ConnectException(finding.setting() + ": " + finding.message());
        }
    }

    /** The epoch of the last claim; 0 for none. */
    long epoch() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EPOCH)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Takes the queue with an epoch above all that were.
     *
     * @param knownEpoch the epoch of an offset in Kafka, which a restored database may not know; 0 for none
     */
    long claim(long knownEpoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, queue);
            statement.setString(2, owner);
            statement.setLong(3, knownEpoch);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        refuseOther();
        throw new SQLException("the queue " + queue + " was released at this moment", "40001");
    }

    /** Whether a relation of schema golconde is there, and may be read. */
    static boolean isReadable(Connection connection, String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_READABLE)) {
            statement.setString(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private Finding belongsTo(String holder) {
        return new Finding(
                "queue.name",
                "the queue " + queue + " belongs to " + holder + ", not to " + owner
                        + ". Give this connector a queue of its own or, if the other one is gone for good, run: SELECT"
                        + " golconde.release('" + queue.replace("'", "''") + "')");
    }
}
