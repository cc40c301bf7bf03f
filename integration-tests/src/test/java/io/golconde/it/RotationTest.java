package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Queue tables stay small, whoever keeps an old snapshot. */
class RotationTest {
    private static final int WAVES = Integer.getInteger("golconde.rotation.waves", 12);
    private static final int ROWS_A_WAVE = 2_000;
    private static final long MEGABYTE = 1 << 20;

    private static final String QUEUE_BYTES = """
            SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
            WHERE relnamespace = 'golconde'::regnamespace AND relkind = 'r' AND relname ~ '^q[0-9]+_'""";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("rotation");

    @Test
    void queueTablesStaySmallUnderLoadWhileAnIdleTransactionKeepsItsSnapshot() throws Exception {
        AppDatabase source = pipeline.source();
        source.execute("CREATE TABLE note (id int PRIMARY KEY, wave int, words text)");
        pipeline.target().execute("CREATE TABLE note (id int PRIMARY KEY, wave int, words text)");
        pipeline.capture(Map.of("snapshot.mode", "no_data"));
        pipeline.apply(Map.of());
        TopicReader topic = pipeline.topic("note");

        long written = 0;
        long largest = 0;
        try (Connection idle = source.connect();
                Statement statement = idle.createStatement()) {
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            idle.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM note");
            for (int wave = 1; wave <= WAVES; wave++) {
                source.execute("""
                        INSERT INTO note SELECT id, %d, repeat('x', 500) FROM generate_series(1, %d) id
                        ON CONFLICT (id) DO UPDATE SET wave = excluded.wave""".formatted(wave, ROWS_A_WAVE));
                written += ROWS_A_WAVE;
                largest = Math.max(largest, queueBytes());
                topic.awaitChanges((int) written);
            }
            Await.until("small queue tables", Pipeline.PATIENCE, () -> queueBytes() < 4 * MEGABYTE);
        }

        assertThat(largest).isLessThan(8 * MEGABYTE);
        assertThat(topic.changes()).hasSize((int) written);
        pipeline.awaitSame("note");
    }

    private long queueBytes() throws SQLException {
        return Long.parseLong(pipeline.source().value(QUEUE_BYTES));
    }
}
