package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectRestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to a source connector over REST, and what becomes of the stream. */
class InterruptionTest {
    private static final String STATE = "SELECT state FROM golconde.status";
    private static final int TRANSACTION_TIMEOUT_MS = 3_000;

    @AutoClose
    private final Pipeline pipeline = new Pipeline("interruption_" + System.nanoTime());

    private final AppDatabase source = pipeline.source();
    private final ConnectRest rest = Cluster.shared().rest();
    private final String connector = pipeline.sourceConnector();
    private TopicReader topic;

    @BeforeEach
    void createTable() throws Exception {
        source.execute("CREATE TABLE item (id int PRIMARY KEY, words text)");
        topic = pipeline.topic("item");
    }

    @Test
    void aPauseLongerThanTheTransactionTimeoutLosesAndRepeatsNothing() throws Exception {
        pipeline.capture(Map.of(
                "snapshot.mode",
                "no_data",
                "producer.override.transaction.timeout.ms",
                Integer.toString(TRANSACTION_TIMEOUT_MS)));
        insert(1, 10);
        topic.awaitChanges(10);

        rest.pause(connector);
        awaitState("PAUSED");
        long begin = System.nanoTime();
        insert(11, 20);
        Await.until(
                "the transaction timeout",
                Pipeline.PATIENCE,
                () -> System.nanoTime() - begin
                        > Duration.ofMillis(2 * TRANSACTION_TIMEOUT_MS).toNanos());
        rest.resume(connector);
        insert(21, 30);

        assertThat(ids(topic.awaitChanges(30))).containsExactlyElementsOf(upTo(30));
    }

    @Test
    void aTransformThatDropsEverythingLetsTheQueueBeEmptied() throws Exception {
        pipeline.capture(Map.of(
                "snapshot.mode", "no_data",
                "exactly.once.support", "required",
                "transforms", "drop",
                "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter"));

        insert(1, 5_000);

        Await.until(
                "an empty queue", Pipeline.PATIENCE, () -> source.value(STATE).equals("empty"));
        assertThat(topic.changes()).isEmpty();
    }

    @Test
    void aKillInTheMiddleOfAHugeTransactionLosesAndRepeatsNothing() throws Exception {
        pipeline.capture(Map.of("snapshot.mode", "no_data", "window.max.bytes", "1048576"));
        int rows = 60_000;
        source.execute("INSERT INTO item SELECT id, repeat('x', 100) FROM generate_series(1, " + rows + ") id");
        topic.awaitChanges(2_000);

        Cluster.shared().worker().kill();
        int before = topic.changes().size();
        Cluster.shared().worker().startAgain();

        assertThat(before).as("changes before the kill").isLessThan(rows);
        topic.awaitChanges(rows);
        insert(rows + 1, rows + 1);
        assertThat(ids(topic.awaitChanges(rows + 1))).containsExactlyElementsOf(upTo(rows + 1));
    }

    @Test
    void offsetsThatAreResetBringTheExistingRowsAgain() throws Exception {
        insert(1, 3);
        pipeline.capture(Map.of());
        topic.awaitChanges(3);
        stop();

        rest.resetOffsets(connector);
        rest.resume(connector);

        assertThat(ids(topic.awaitChanges(6))).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(topic.changes()).extracting(TopicRecord::op).containsOnly("r");
    }

    @Test
    void anOffsetThatIsBehindWhatWasEmptiedIsRefused() throws Exception {
        pipeline.capture(Map.of("snapshot.mode", "no_data"));
        insert(1, 3);
        topic.awaitChanges(3);
        stop();
        JsonNode early = rest.offsets(connector);
        rest.resume(connector);
        insert(4, 6);
        topic.awaitChanges(6);
        stop();

        assertThatThrownBy(() -> rest.alterOffsets(connector, early))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("DELETE /connectors/<name>/offsets");
        assertThatThrownBy(() -> rest.alterOffsets(connector, foreign(rest.offsets(connector))))
                .hasMessageContaining("golconde.release");
        rest.resume(connector);
        insert(7, 7);
        assertThat(ids(topic.awaitChanges(7))).containsExactlyElementsOf(upTo(7));
    }

    private static JsonNode foreign(JsonNode offsets) {
        ObjectNode changed = offsets.deepCopy();
        ((ObjectNode) changed.path("offsets").path(0).path("offset"))
                .set("owner", JsonNodeFactory.instance.textNode("somebody/else/main"));
        return changed;
    }

    private void stop() {
        rest.stop(connector);
        awaitState("STOPPED");
        Await.until(
                "no task",
                Pipeline.PATIENCE,
                () -> rest.status(connector).tasks().isEmpty());
    }

    private void awaitState(String state) {
        Await.until(
                connector + " to be " + state,
                Pipeline.PATIENCE,
                () -> rest.status(connector).state().equals(state));
    }

    private void insert(int first, int last) throws Exception {
        source.execute("INSERT INTO item SELECT id, 'words' FROM generate_series(%d, %d) id".formatted(first, last));
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Integer> ids(List<TopicRecord> changes) {
        return changes.stream().map(change -> change.row().path("id").asInt()).toList();
    }
}
