package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.golconde.testkit.Await;
import io.golconde.testkit.Kafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Follows a topic of one partition from its beginning, also one that is yet to be made; sees what is committed. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ObjectMapper json = new ObjectMapper();
    private final List<TopicRecord> records = new CopyOnWriteArrayList<>();
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;

    public TopicReader(Kafka kafka, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "allow.auto.create.topics", "false",
                        "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        thread = new Thread(this::follow, "reader of " + topic);
        thread.setDaemon(true);
        thread.start();
    }

    /** All that has come so far, in order. */
    public List<TopicRecord> records() {
        return List.copyOf(records);
    }

    /** All that has come so far but tombstones. */
    public List<TopicRecord> changes() {
        return records.stream().filter(record -> !record.isTombstone()).toList();
    }

    /** Waits for a record, and returns it. */
    public TopicRecord await(String what, Predicate<TopicRecord> wanted) {
        return Await.value(
                what, Pipeline.PATIENCE, () -> records.stream().filter(wanted).findFirst());
    }

    /** Waits until there are so many changes at least, and returns all. */
    public List<TopicRecord> awaitChanges(int count) {
        Await.until(count + " changes", Pipeline.PATIENCE, () -> changes().size() >= count);
        return changes();
    }

    /** Waits until the topic has all that was committed; what is not as it was committed in the end, is told. */
    void awaitHistory(History committed) {
        try {
            awaitChanges(committed.size());
        } catch (IllegalStateException e) {
            // what is missing will be told
        }
        assertThat(committed.differencesTo(History.published(changes())))
                .as("accounts, as committed and as published")
                .isEmpty();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }

    private void follow() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records.add(read(record));
                }
            }
        } catch (WakeupException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private TopicRecord read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(
                        header.key(),
                        header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return new TopicRecord(payload(record.key()), payload(record.value()), headers);
    }

    private JsonNode payload(byte @Nullable [] bytes) {
        if (bytes == null) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode node = json.readTree(bytes);
            JsonNode payload = node.has("payload") ? node.path("payload") : node;
            return payload.isNull() ? MissingNode.getInstance() : payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
