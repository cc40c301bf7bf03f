package io.golconde.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * When a consumer that sees only what is committed has got each change of a pipeline. Records are looked into only
 * afterwards, so that they cost little while it is measured.
 */
final class KafkaArrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private record Arrival(Instant time, String value) {}

    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Consumer<String, String> consumer;
    private final Thread thread;

    /** Follows the topics that have this prefix. */
    KafkaArrivals(Lab lab, String prefix) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", lab.broker().bootstrapServers(),
                        "group.id", "arrivals-" + prefix,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "500"),
                new StringDeserializer(),
                new StringDeserializer());
        thread = new Thread(() -> follow(prefix), "arrivals");
        thread.start();
    }

    private void follow(String prefix) {
        try (consumer) {
            consumer.subscribe(Pattern.compile(Pattern.quote(prefix) + "\\.public\\..*"));
            while (true) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() != null) {
                        arrivals.add(new Arrival(Instant.now(), record.value()));
                    }
                });
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    /** How long after the source row's clock each change came that was made since; in milliseconds, in order. */
    List<Double> delays(Instant since) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Double> delays = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            JsonNode row = json.readTree(arrival.value()).path("payload").path("after");
            Instant changed = Instant.parse(row.path("changed_at").asText());
            if (!changed.isBefore(since)) {
                delays.add(Duration.between(changed, arrival.time()).toNanos() / 1e6);
            }
        }
        delays.sort(null);
        return delays;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
