package io.golconde.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.it.AppDatabase;
import io.golconde.it.Cluster;
import io.golconde.it.Pipeline;
import io.golconde.it.TopicReader;
import io.golconde.it.TopicRecord;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.KafkaBroker;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two data centres, each with a Kafka cluster, a worker and a database that is written to. MirrorMaker 2 copies each one's
 * topics to the other.
 *
 * <pre>
 *   east ── source ──> east.public.item ── MirrorMaker ──> east.east.public.item ── sink "to-west" ──> west
 *        <── sink "to-east" ── west.west.public.item <── MirrorMaker ── west.public.item <── source ──
 * </pre>
 */
@Tag("neighbours")
class TwoDataCentresTest {
    private static final int STATEMENTS = 1_500;
    private static final String TABLE = "CREATE TABLE item (id int PRIMARY KEY, name text, version bigint NOT NULL)";
    private static final String WRITE = """
            INSERT INTO item VALUES (%1$d, '%2$s', 1)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = item.version + 1""";

    @AutoClose
    private final KafkaBroker westBroker = KafkaBroker.start(Cluster.folder("west-broker"));

    @AutoClose
    private final ConnectWorker westWorker = Cluster.startWorker("west", westBroker);

    @AutoClose
    private final Pipeline there = new Pipeline("east");

    @AutoClose
    private final Pipeline back = there.reversed("west");

    private final AppDatabase east = there.source();
    private final AppDatabase west = there.target();

    @AfterEach
    void deleteWhatIsOnTheSharedWorker() {
        List.of("east-source", "from-west", "to-east").forEach(Cluster.shared().rest()::delete);
    }

    @Test
    void convergeAndSendNothingBackOrTwice() throws Exception {
        ConnectRest eastRest = Cluster.shared().rest();
        ConnectRest westRest = westWorker.rest();
        east.execute(TABLE);
        west.execute(TABLE);
        start(eastRest, "east-source", source(there, "to-east"));
        start(westRest, "west-source", source(back, "to-west"));
        // each has tasks as soon as there is a topic to copy
        westRest.put("from-east", mirror("east", Cluster.shared().broker(), "west", westBroker));
        eastRest.put(
                "from-west", mirror("west", westBroker, "east", Cluster.shared().broker()));
        start(westRest, "to-west", sink(there));
        start(eastRest, "to-east", sink(back));

        CompletableFuture<Void> writers = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> write(east, "east", 1_000)),
                CompletableFuture.runAsync(() -> write(west, "west", 2_000)));
        try (TopicReader copies = new TopicReader(westBroker, "east.east.public.item")) {
            copies.awaitChanges(20);
        }
        westWorker.kill();
        westWorker.startAgain();
        writers.join();
        east.execute(WRITE.formatted(-1, "east last"));
        west.execute(WRITE.formatted(-2, "west last"));

        there.awaitSame("item");
        assertThat(east.column("SELECT id FROM item WHERE id < 0 ORDER BY id")).containsExactly("-2", "-1");
        assertCopiedOnce("east", Cluster.shared().broker(), westBroker);
        assertCopiedOnce("west", westBroker, Cluster.shared().broker());
    }

    /** What one data centre has written is at the other, each change once, and nothing of what came from there. */
    private static void assertCopiedOnce(String name, KafkaBroker from, KafkaBroker to) throws Exception {
        try (TopicReader own = new TopicReader(from, name + ".public.item");
                TopicReader copy = new TopicReader(to, name + '.' + name + ".public.item")) {
            for (TopicReader topic : List.of(own, copy)) {
                topic.await("the last change", record -> isNamed(record, name + " last"));
            }
            assertThat(own.changes())
                    .filteredOn(record -> !record.op().equals("d"))
                    .allMatch(record -> isOf(record, name));
            assertThat(copy.records().stream().map(TopicRecord::value))
                    .containsExactlyElementsOf(
                            own.records().stream().map(TopicRecord::value).toList());
        }
    }

    private static boolean isNamed(TopicRecord record, String name) {
        return !record.isTombstone() && record.row().path("name").asText().equals(name);
    }

    private static boolean isOf(TopicRecord record, String writer) {
        return record.row().path("name").asText().startsWith(writer);
    }

    private static void write(AppDatabase database, String name, int own) {
        try {
            for (int i = 0; i < STATEMENTS; i++) {
                database.execute(WRITE.formatted(i % 3 == 0 ? i % 7 : own + i % 20, name + ' ' + i));
                if (i % 10 == 9) {
                    database.execute("DELETE FROM item WHERE id = " + (own + i % 20));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the writer failed", e);
        }
    }

    private static void start(ConnectRest rest, String connector, Map<String, String> config) {
        rest.put(connector, config);
        rest.awaitRunning(connector, Pipeline.PATIENCE);
    }

    private static Map<String, String> source(Pipeline direction, String sinkHere) {
        Map<String, String> config = direction.sourceConfig();
        config.putAll(Map.of("origin.exclude.list", sinkHere, "snapshot.mode", "no_data"));
        return config;
    }

    private static Map<String, String> sink(Pipeline direction) {
        Map<String, String> config = direction.sinkConfig();
        String prefix = config.get("topics.regex").replaceAll("\\\\.*", "");
        config.putAll(Map.of(
                "topics.regex", prefix + "\\." + prefix + "\\.public\\..*",
                "table.name.format", "${source.schema}.${source.table}",
                "conflict.policy", "newest",
                "conflict.column", "version"));
        return config;
    }

    private static Map<String, String> mirror(String from, KafkaBroker source, String to, KafkaBroker target) {
        return Map.ofEntries(
                Map.entry("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector"),
                Map.entry("tasks.max", "1"),
                Map.entry("source.cluster.alias", from),
                Map.entry("target.cluster.alias", to),
                Map.entry("source.cluster.bootstrap.servers", source.bootstrapServers()),
                Map.entry("target.cluster.bootstrap.servers", target.bootstrapServers()),
                Map.entry("topics", from + "\\.public\\..*"),
                Map.entry("exactly.once.support", "required"),
                Map.entry("source.consumer.isolation.level", "read_committed"),
                Map.entry("replication.factor", "1"),
                Map.entry("offset-syncs.topic.replication.factor", "1"),
                Map.entry("refresh.topics.interval.seconds", "1"),
                Map.entry("sync.topic.acls.enabled", "false"),
                Map.entry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
    }
}
