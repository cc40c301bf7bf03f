package io.golconde.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics with changes of each kind, filled once by Golconde's source connector and read by every sink. */
final class FilledTopics {
    private static final String LAST = "\"owner\":\"end\"";

    private final Lab lab;
    private final int changes;
    private final Map<ChangeKind, String> topics = new EnumMap<>(ChangeKind.class);

    FilledTopics(Lab lab, int changes) {
        this.lab = lab;
        this.changes = changes;
    }

    String of(ChangeKind kind) throws SQLException, IOException {
        String filled = topics.get(kind);
        if (filled == null) {
            filled = fill(kind, "apply" + kind.suffix());
            topics.put(kind, filled);
        }
        return filled;
    }

    private String fill(ChangeKind kind, String name) throws SQLException, IOException {
        String topic = name + ".public.item";
        Map<String, String> settings = Map.of("topic.prefix", name, "snapshot.mode", "no_data");
        try (Databases databases = Databases.create(lab, name, "apply.sql", "apply.sql")) {
            kind.prepare(databases, changes);
            QueueReading.capture(databases);
            kind.change(databases, changes);
            try (RunningConnector connector =
                    RunningConnector.start(databases, name + "-source", "config-examples/app-source.json", settings)) {
                awaitLast(topic);
            }
        }
        return topic;
    }

    private void awaitLast(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", lab.broker().bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            boolean last = false;
            while (!last) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    last |= record.value() != null && record.value().contains(LAST);
                }
            }
        }
    }
}
