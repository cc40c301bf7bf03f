package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.config.Finding;
import io.golconde.core.config.ReferencePage;
import io.golconde.core.type.Unavailable;
import io.golconde.source.drain.DrainSettings;
import io.golconde.source.drain.QueueLimit;
import io.golconde.source.queue.SnapshotMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SourceConfigTest {
    @Test
    void needsOnlyWhereToReadAndAPrefix() {
        DrainSettings drain = main(Map.of()).drain();

        assertThat(drain.queue()).isEqualTo("main");
        assertThat(drain.owner()).isEqualTo("shop-source/shop/main");
        assertThat(drain.snapshotMode()).isEqualTo(SnapshotMode.INITIAL);
        assertThat(drain.pollInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(drain.windowMaxBytes()).isEqualTo(33_554_432);
        assertThat(drain.chunkRows()).isEqualTo(10_240);
        assertThat(drain.heartbeatInterval()).isZero();
        assertThat(drain.database().user()).isNull();
        assertThat(config(Map.of()).batchSize()).isEqualTo(2_048);
    }

    @Test
    void takesWhatIsSet() {
        DrainSettings drain = main(Map.of(
                        "connection.user", "ann",
                        "connection.password", "secret",
                        "queue.name", "slow",
                        "snapshot.mode", "no_data",
                        "heartbeat.interval.ms", "5000",
                        "unavailable.value.placeholder", "???",
                        "reselect.unavailable.values", "true"))
                .drain();

        assertThat(drain.queue()).isEqualTo("slow");
        assertThat(drain.snapshotMode()).isEqualTo(SnapshotMode.NO_DATA);
        assertThat(drain.heartbeatInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(drain.forms().unavailable()).isEqualTo(new Unavailable("???", true));
        assertThat(drain.database().user()).isEqualTo("ann");
        assertThat(drain.database().password()).isEqualTo("secret");
    }

    @Test
    void storesOffsetsUnderAPartitionOfWhichTheOrderIsFixed() {
        assertThat(main(Map.of()).partition().toMap()).containsExactly(entry("server", "shop"), entry("queue", "main"));
    }

    @Test
    void keepsThePasswordOutOfWhatIsPrinted() {
        QueueConfig queue = main(Map.of("connection.password", "hunter2"));

        assertThat(queue.config().values().toString()).doesNotContain("hunter2");
        assertThat(queue.drain().database().toString()).doesNotContain("hunter2");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "topic.prefix", "a b",
                        "queue.name", "",
                        "snapshot.mode", "sometimes",
                        "max.batch.size", "0",
                        "add.fields", "op,colour",
                        "message.key.columns", "logs",
                        "table.queues", "public.log:a b",
                        "unavailable.value.placeholder", "hex:3f3f3f",
                        "table.include.list", "public.(")
                .entrySet()) {
            assertThatThrownBy(() -> config(Map.of(wrong.getKey(), wrong.getValue())))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(wrong.getKey());
        }
    }

    @Test
    void findsSettingsThatContradictEachOther() {
        assertThat(config(Map.of()).contradictions()).isEmpty();
        assertThat(config(Map.of("record.format", "flat", "add.fields", "op")).contradictions())
                .isEmpty();
        assertThat(config(Map.of("add.fields", "op")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("add.fields");
        assertThat(config(Map.of("record.format", "flat", "tombstones.on.delete", "false"))
                        .contradictions())
                .extracting(Finding::setting)
                .containsExactly("tombstones.on.delete");
        assertThat(config(Map.of("record.format", "flat", "topic.layout", "queue"))
                        .contradictions())
                .extracting(Finding::setting)
                .containsExactly("topic.layout");
        Map<String, String> oneTopic = Map.of(
                "topic.layout", "queue", "provide.transaction.metadata", "true", "topic.transaction", "about.changes");
        assertThat(config(oneTopic).contradictions()).isEmpty();
        assertThat(config(with(oneTopic, "queue.name", "about_changes")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("topic.transaction");
        assertThat(config(with(oneTopic, "table.queues", "a:changes;b:logs;c:Logs;d:log.s;e:log_s"))
                        .contradictions())
                .extracting(Finding::setting)
                .containsExactly("provide.transaction.metadata", "table.queues");
        assertThat(config(Map.of("signal.kafka.topic", "signals")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("signal.kafka.bootstrap.servers");
        Map<String, String> stopping = Map.of("queue.max.bytes", "1000000", "queue.max.bytes.action", "stop");
        assertThat(config(stopping).contradictions()).isEmpty();
        assertThat(config(with(stopping, "queue.max.bytes", "0")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("queue.max.bytes");
        assertThat(config(with(stopping, "capture.install", "manual")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("queue.max.bytes.action");
        assertThat(config(with(stopping, "snapshot.mode", "no_data")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("queue.max.bytes.action");
        assertThat(config(Map.of("transaction.boundary", "interval")).contradictions())
                .extracting(Finding::setting)
                .containsExactly("transaction.boundary");
    }

    @Test
    void boundsItsQueuesWhereItIsAsked() {
        Map<String, String> bounded = Map.of("queue.max.bytes", "1000000");
        assertThat(limit(Map.of())).isEqualTo(QueueLimit.NONE);
        assertThat(limit(bounded)).isEqualTo(new QueueLimit(1_000_000, false));
        assertThat(limit(with(bounded, "queue.max.bytes.action", "stop"))).isEqualTo(new QueueLimit(1_000_000, true));
    }

    private static QueueLimit limit(Map<String, String> settings) {
        return config(settings).queues().get(0).drain().limit();
    }

    @Test
    void isDescribedInTheManual() throws IOException {
        String page = new ReferencePage(
                        "Source connector",
                        "Settings of `io.golconde.source.GolcondeSourceConnector`. This page is written by the build.")
                .settings(SourceConfig.DEFINITION)
                .markdown();
        Path file = Path.of(System.getProperty("golconde.root"), "docs", "reference", "source-connector.md");
        if (Boolean.getBoolean("golconde.renew")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }

        assertThat(file).hasContent(page);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    @Test
    void givesEachTaskItsShareOfTheQueuesAndTheSettingsAsTheyAre() {
        SourceConfig config = config(Map.of("table.queues", "public\\.a:one;public\\.b:two;public\\.c:one"));

        assertThat(config.tasks(8)).extracting(task -> task.get("task.queues")).containsExactly("main", "one", "two");
        assertThat(config.tasks(2)).extracting(task -> task.get("task.queues")).containsExactly("main,one", "two");
        assertThat(config.tasks(1).get(0)).containsAllEntriesOf(config.originalsStrings());
        assertThat(new SourceConfig(config.tasks(2).get(1)).queues())
                .extracting(QueueConfig::owner)
                .containsExactly("shop-source/shop/two");
    }

    private static QueueConfig main(Map<String, String> settings) {
        return config(settings).queues().get(0);
    }

    private static SourceConfig config(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "shop-source",
                "connection.url", "jdbc:postgresql://localhost/shop",
                "topic.prefix", "shop"));
        properties.putAll(settings);
        return new SourceConfig(properties);
    }
}
