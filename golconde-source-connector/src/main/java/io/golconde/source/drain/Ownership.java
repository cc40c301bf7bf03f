package io.golconde.source.drain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;

/** Who drains a queue: one owner, of which only the latest epoch may go on. */
final class Ownership {
    private static final String CLAIM = """
            INSERT INTO golconde.queue AS q (name, owner, epoch) VALUES (?, ?, ? + 1)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, epoch = greatest(q.epoch + 1, excluded.epoch)
            WHERE q.owner IS NULL OR q.owner = excluded.owner
            RETURNING q.epoch""";

    private static final String HOLDER = "SELECT owner FROM golconde.queue WHERE name = ?";

    private final Connection connection;
    private final String queue;
    private final String owner;

    Ownership(Connection connection, String queue, String owner) {
        this.connection = connection;
        this.queue = queue;
        this.owner = owner;
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
        throw new ConnectException("queue.name: the queue " + queue + " belongs to " + holder() + ", not to " + owner
                + ". Give this connector a queue of its own or, if the other one is gone for good, run: SELECT"
                + " golconde.release('" + queue.replace("'", "''") + "')");
    }

    private String holder() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "nobody";
            }
        }
    }
}
