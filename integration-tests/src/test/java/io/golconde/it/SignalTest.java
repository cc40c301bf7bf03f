package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who have a topic and no SQL ask for existing rows. */
class SignalTest {
    private static final String STATES =
            "SELECT split_part(table_name, '.', 2) || ' ' || state FROM golconde.backfill_status ORDER BY id";
    private final String name = "signals_" + System.nanoTime();
    private final String asked = name + "-asked";

    @AutoClose
    private final Pipeline pipeline = new Pipeline(name);

    @AutoClose
    private final Admin admin = Admin.create(kafka());

    @AutoClose
    private final KafkaProducer<String, String> people =
            new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer());

    @BeforeEach
    void capture() throws Exception {
        pipeline.source()
                .execute(
                        "CREATE TABLE item (id int PRIMARY KEY)",
                        "INSERT INTO item SELECT generate_series(1, 5)",
                        "CREATE TABLE other (id int PRIMARY KEY)");
        admin.createTopics(List.of(new NewTopic(asked, 1, (short) 1))).all().get();
        pipeline.capture(Map.of("snapshot.mode", "no_data"));
        ask(name, "execute-snapshot", "\"public.other\"", ""); // before anybody reads it
        pipeline.capture(Map.of(
                "snapshot.mode",
                "no_data",
                "signal.kafka.topic",
                asked,
                "signal.kafka.bootstrap.servers",
                Cluster.shared().broker().bootstrapServers(),
                "signal.consumer.client.id",
                "people"));
        Await.until("a place in the topic", Pipeline.PATIENCE, () -> place() >= 1);
    }

    @Test
    void existingRowsAreReadAndWhatMakesNoSenseIsPassedOver() throws Exception {
        ask("somebody-else", "execute-snapshot", "\"public.other\"", "");
        ask(name, "execute-snapshot", "\"public.item\"", """
                , "additional-conditions": [{"data-collection": "public.item", "filter": "id > 3"}]""");

        TopicReader topic = pipeline.topic("item");
        assertThat(topic.awaitChanges(2))
                .extracting(change -> change.op() + change.row().path("id"))
                .containsExactly("r4", "r5");

        people.send(new ProducerRecord<>(asked, name, "no json")).get();
        ask(name, "execute-snapshot", "\"public.item\"", """
                , "additional-conditions": [{"data-collection": "public.item", "filter": "nonsense"}]""");
        ask(name, "execute-snapshot", "\"public.(item|none)\"", "");
        topic.awaitChanges(7);

        awaitStates("item done", "item done");
    }

    @Test
    void requestsArePausedResumedAndStopped() throws Exception {
        pipeline.source().execute("SELECT golconde.pause_backfill(golconde.backfill('other'))");

        ask(name, "execute-snapshot", "\"public.item\"", "");
        awaitStates("other paused", "item waiting");
        ask(name, "pause-snapshot", "\"public.item\"", "");
        awaitStates("other paused", "item paused");
        ask(name, "resume-snapshot", "", "");
        awaitStates("other done", "item done");
        pipeline.source().execute("SELECT golconde.pause_backfill(golconde.backfill('other'))");
        ask(name, "stop-snapshot", "\"public\\\\.oth.*\"", "");
        awaitStates("other done", "item done", "other cancelled");
    }

    private void awaitStates(String... states) {
        List<String> expected = List.of(states);
        Await.equal(
                STATES,
                Pipeline.PATIENCE,
                expected,
                () -> pipeline.source().column(STATES).stream()
                        .filter(state -> !state.endsWith("skipped"))
                        .toList());
    }

    private void ask(String key, String type, String collections, String more) throws Exception {
        String tables = collections.isEmpty() ? "" : "\"data-collections\": [" + collections + "]";
        people.send(new ProducerRecord<>(asked, key, "{\"type\": \"" + type + "\", \"data\": {" + tables + more + "}}"))
                .get(10, TimeUnit.SECONDS);
    }

    private long place() throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets("kafka-signal-" + name)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(asked, 0));
        return offset == null ? 0 : offset.offset();
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", Cluster.shared().broker().bootstrapServers());
    }
}
