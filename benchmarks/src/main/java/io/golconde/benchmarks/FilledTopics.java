package io.golconde.benchmarks;

import io.golconde.testkit.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Topics with changes of each kind, filled once by Golconde's source connector and read by every sink. */
final class FilledTopics {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STATE = "SELECT state FROM golconde.status";

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
            try (Connection source = databases.source();
                    RunningConnector connector = RunningConnector.start(
                            databases, name + "-source", "config-examples/app-source.json", settings)) {
                Await.until(
                        "the last change to be in Kafka", PATIENCE, () -> "empty".equals(Databases.ask(source, STATE)));
            }
        }
        return topic;
    }
}
