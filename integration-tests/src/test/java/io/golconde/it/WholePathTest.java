package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of change goes the whole way, in both forms of records and with both guarantees. */
class WholePathTest {
    private static final String[] TABLE = {
        "CREATE TABLE item (shop int, id int, name text, price numeric, body text NOT NULL DEFAULT repeat('long', 1000),"
                + " PRIMARY KEY (shop, id))",
        "ALTER TABLE item ALTER body SET STORAGE EXTERNAL"
    };
    private static final String[] EXISTING = {
        "INSERT INTO item SELECT 1, id, 'item ' || id, id / 7.0 FROM generate_series(1, 300) id"
    };
    private static final String[] CHANGES = {
        "INSERT INTO item VALUES (2, 1, 'new', 0.10), (2, 2, NULL, 'NaN'), (2, 3, '', -1e30)",
        "UPDATE item SET price = price * 2 WHERE shop = 1 AND id BETWEEN 10 AND 20",
        "DELETE FROM item WHERE shop = 1 AND id > 280",
        "UPDATE item SET id = id + 1000 WHERE shop = 1 AND id BETWEEN 30 AND 40",
        "UPDATE item SET shop = 3, name = 'moved' WHERE shop = 2",
        "UPDATE item SET body = repeat('text', 1000) WHERE shop = 1 AND id = 60",
        "BEGIN; DELETE FROM item WHERE id = 50; INSERT INTO item VALUES (1, 50, 'back', 1); COMMIT",
    };

    @Test
    void envelopesReachTheTargetExactlyOnce() throws Exception {
        try (Pipeline pipeline = new Pipeline("envelopes")) {
            changesReachTheTarget(pipeline, Map.of(), Map.of());

            TopicReader topic = pipeline.topic("item");
            topic.await("the last row", record -> record.key().path("shop").asInt() == 9);
            List<JsonNode> halves = topic.changes().stream()
                    .map(TopicRecord::source)
                    .filter(source -> source.path("key_change").isTextual())
                    .toList();
            assertThat(halves).hasSize(2 * (11 + 3));
            assertThat(topic.changes())
                    .filteredOn(record -> record.row().path("body").asText().equals("__debezium_unavailable_value"))
                    .hasSize(11);
        }
    }

    @Test
    void flatRecordsReachTheTargetAtLeastOnce() throws Exception {
        try (Pipeline pipeline = new Pipeline("flat_records")) {
            changesReachTheTarget(
                    pipeline, Map.of("record.format", "flat"), Map.of("delivery.guarantee", "at_least_once"));

            assertThat(pipeline.target().column("SELECT to_regclass('golconde.sink_offset')::text"))
                    .containsNull();
        }
    }

    private static void changesReachTheTarget(
            Pipeline pipeline, Map<String, String> sourceSettings, Map<String, String> sinkSettings)
            throws SQLException {
        pipeline.source().execute(TABLE);
        pipeline.target().execute(TABLE);
        pipeline.source().execute(EXISTING);
        pipeline.capture(sourceSettings);
        pipeline.apply(sinkSettings);
        pipeline.awaitSame("item");

        pipeline.source().execute(CHANGES);
        pipeline.awaitSame("item");

        pipeline.source().execute("TRUNCATE item", "INSERT INTO item VALUES (9, 9, 'after', 9)");
        pipeline.awaitSame("item");
    }
}
