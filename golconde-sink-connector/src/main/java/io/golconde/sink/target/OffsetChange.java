package io.golconde.sink.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Sets offsets as a person wants them, while no task runs. */
public record OffsetChange(Connection connection, String namespace, String connector) {
    private static final String FORGET_ALL = "DELETE FROM golconde.sink_offset WHERE namespace = ? AND connector = ?";
    private static final String FORGET = FORGET_ALL + " AND topic = ? AND partition = ?";
    private static final String SET = """
            INSERT INTO golconde.sink_offset (namespace, connector, topic, partition, epoch, next_offset)
            VALUES (?, ?, ?, ?, 0, ?)""";

    /**
     * Sets the offsets of some partitions, or forgets those of all.
     *
     * @param offsets the first offset to apply of each partition, null for whatever its topic has; empty for null for all
     */
    public void apply(Map<TopicPartition, @Nullable Long> offsets) throws SQLException {
        connection.setAutoCommit(false);
        OffsetTable.ensure(connection);
        if (offsets.isEmpty()) {
            execute(FORGET_ALL);
        }
        for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
            String topic = entry.getKey().topic();
            int partition = entry.getKey().partition();
            execute(FORGET, topic, partition);
            if (entry.getValue() != null) {
                execute(SET, topic, partition, entry.getValue());
            }
        }
        connection.commit();
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, namespace);
            statement.setString(2, connector);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 3, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
