package io.golconde.source.drain;

import io.golconde.core.config.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Queues that a connector has drained so far, and would not drain any more. */
public final class LeftQueues {
    private static final String LEFT = """
            SELECT s.queue FROM golconde.status s
            WHERE s.owner = ? || s.queue AND s.queue <> ALL (?) AND (
                s.tables > 0 OR s.oldest_change IS NOT NULL
                OR EXISTS (SELECT FROM golconde.generation g WHERE g.queue = s.queue)
                OR EXISTS (SELECT FROM golconde.captured_table c WHERE c.queue = s.queue AND c.kind = 'message'))
            ORDER BY s.queue""";

    private final Connection connection;
    private final String ownerPrefix;
    private final Collection<String> queues;

    /**
     * @param ownerPrefix the owner of each of the connector's queues, without its name
     * @param queues those that are drained from now on
     */
    public LeftQueues(Connection connection, String ownerPrefix, Collection<String> queues) {
        this.connection = connection;
        this.ownerPrefix = ownerPrefix;
        this.queues = queues;
    }

    public List<Finding> findings() throws SQLException {
        List<Finding> found = new ArrayList<>();
        if (!Ownership.isReadable(connection, "status")) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setString(1, ownerPrefix);
            statement.setArray(2, connection.createArrayOf("text", queues.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(left(row.getString(1)));
                }
            }
        }
        return found;
    }

    private static Finding left(String queue) {
        return new Finding(
                "table.queues",
                "Changes or messages are in the queue " + queue
                        + " of this connector, or come into it, and nobody would"
                        + " drain it: leave it in table.queues or queue.name. To have another connector drain it: SELECT"
                        + " golconde.release('" + queue.replace("'", "''") + "');");
    }
}
