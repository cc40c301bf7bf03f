package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each transaction is told once and counted right, also where the connector stops in the middle of some. */
class TransactionMetadataTest {
    private static final int TRANSACTIONS = 400;
    private static final Map<String, String> SETTINGS =
            Map.of("snapshot.mode", "no_data", "provide.transaction.metadata", "true", "max.batch.size", "7");

    @AutoClose
    private final Pipeline pipeline = new Pipeline("transaction_metadata");

    @Test
    void aConsumerKnowsWhichChangesBelongTogether() throws Exception {
        pipeline.source().execute("CREATE TABLE account (id int PRIMARY KEY)");
        pipeline.capture(SETTINGS);
        TopicReader changes = pipeline.topic("account");
        TopicReader boundaries = pipeline.read("transaction_metadata.transaction");

        List<String> statements = new ArrayList<>();
        for (int i = 1; i <= TRANSACTIONS; i++) {
            statements.add(
                    "INSERT INTO account SELECT %d * 100 + j FROM generate_series(1, %d) j".formatted(i, i % 9 + 1));
        }
        pipeline.delete(pipeline.sourceConnector());
        pipeline.source().execute(statements.toArray(String[]::new));
        for (int seen : List.of(100, 500, 900)) {
            pipeline.registerSource(SETTINGS);
            changes.awaitChanges(seen);
            pipeline.delete(pipeline.sourceConnector());
        }
        pipeline.capture(SETTINGS);
        changes.await("the last change", record -> record.row().path("id").asInt() == TRANSACTIONS * 100 + 5);
        boundaries.awaitChanges(2 * TRANSACTIONS);

        Map<String, List<Long>> orders = new HashMap<>();
        for (TopicRecord change : changes.changes()) {
            JsonNode transaction = change.value().path("transaction");
            orders.computeIfAbsent(transaction.path("id").asText(), id -> new ArrayList<>())
                    .add(transaction.path("total_order").asLong());
        }
        assertThat(orders).hasSize(TRANSACTIONS);
        assertThat(orders.values())
                .allSatisfy(order -> assertThat(order)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, order.size()).boxed().toList()));
        assertThat(boundaries.changes()).hasSize(2 * TRANSACTIONS);
        for (TopicRecord boundary : boundaries.changes()) {
            String id = boundary.value().path("id").asText();
            assertThat(boundary.key().path("id").asText()).isEqualTo(id);
            if (boundary.value().path("status").asText().equals("END")) {
                assertThat(boundary.value().path("event_count").asInt())
                        .isEqualTo(orders.get(id).size());
            }
        }
    }
}
