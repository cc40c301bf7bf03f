package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The database's own copy of the progress: what Kafka has acknowledged without a gap. Rotation trusts it, and a
 * start uses it where Kafka's copy lags or belongs to another timeline.
 */
final class ProgressStore {
    private static final String LOAD =
            "SELECT key, value FROM golconde.progress p, pg_catalog.jsonb_each_text(p.state) WHERE p.queue = ?";

    /** The row was written after all that it calls seen; where its transaction (of which xmin is the low half) is older, elsewhere. */
    private static final String BEFORE_SEEN = """
            SELECT (p.xmin::pg_catalog.text::pg_catalog.int8 - pg_catalog.pg_snapshot_xmax(p.seen)::pg_catalog.text::pg_catalog.int8)
                   & x'ffffffff'::pg_catalog.int8 >= x'80000000'::pg_catalog.int8
            FROM golconde.progress p WHERE p.queue = ?""";

    /** Writes nothing where a later owner has taken the queue. */
    private static final String SAVE = """
            INSERT INTO golconde.progress AS p (queue, owner, epoch, state, seen, updated_at)
            SELECT q.name, q.owner, q.epoch, pg_catalog.jsonb_object(?::pg_catalog.text[], ?::pg_catalog.text[]),
                   ?::pg_catalog.pg_snapshot, pg_catalog.clock_timestamp()
            FROM golconde.queue q WHERE q.name = ? AND q.epoch = ?
            ON CONFLICT (queue) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
              state = excluded.state, seen = excluded.seen, updated_at = excluded.updated_at""";

    private final Connection connection;
    private final String queue;

    ProgressStore(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    Optional<SourceOffset> load() throws SQLException {
        Map<String, String> state = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.put(row.getString(1), row.getString(2));
                }
            }
        }
        return state.isEmpty() ? Optional.empty() : Optional.of(SourceOffset.of(state));
    }

    /** Whether the progress came here in a dump, and speaks of transactions of another server. */
    boolean isOfAnotherServer() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEFORE_SEEN)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    void save(SourceOffset acknowledged) throws SQLException {
        Map<String, Object> state = acknowledged.toMap();
        try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
            statement.setArray(1, texts(state.keySet().toArray()));
            statement.setArray(
                    2, texts(state.values().stream().map(Object::toString).toArray()));
            statement.setString(3, acknowledged.seen());
            statement.setString(4, queue);
            statement.setLong(5, acknowledged.epoch());
            statement.executeUpdate();
        }
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }
}
