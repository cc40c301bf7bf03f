package io.golconde.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.it.AppDatabase;
import io.golconde.it.Cluster;
import io.golconde.it.Pipeline;
import io.golconde.it.TopicReader;
import io.golconde.it.TopicRecord;
import io.golconde.it.examples.Example;
import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two data centres, each with a Kafka cluster, a worker and a database that is written to: what config-examples has for
 * them, put as it is. MirrorMaker 2 copies each one's topics to the other.
 *
 * <pre>
 *   east ── source ──> east.public.items ── MirrorMaker ──> east.east.public.items ── sink "to-west" ──> west
 *        <── sink "to-east" ── west.west.public.items <── MirrorMaker ── west.public.items <── source ──
 * </pre>
 */
@Tag("neighbours")
class TwoDataCentresTest {
    private static final int STATEMENTS = 1_500;
    private static final String ID = "('00000000-0000-0000-0000-' || lpad('%d', 12, '0'))::uuid";
    private static final String WRITE = """
            INSERT INTO items VALUES (%1$s, '%2$s', 1)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = items.version + 1""";

    private final KafkaBroker eastBroker = Cluster.shared().broker();

    @AutoClose
    private final KafkaBroker westBroker = KafkaBroker.start(Cluster.folder("west-broker"));

    @AutoClose
    private final ConnectWorker westWorker = Cluster.startWorker("west", westBroker, Map.of());

    @TempDir
    private Path secrets;

    @Test
    void convergeAndSendNothingBackOrTwice() throws Exception {
        Files.writeString(
                secrets.resolve("clusters.properties"),
                "east=%s%nwest=%s%n".formatted(eastBroker.bootstrapServers(), westBroker.bootstrapServers()));
        try (Example atEast = Example.run(
                        "two-data-centres/east",
                        Cluster.shared().rest(),
                        Cluster.shared().source(),
                        secrets);
                Example atWest = Example.run(
                        "two-data-centres/west",
                        westWorker.rest(),
                        Cluster.shared().target(),
                        secrets)) {
            AppDatabase east = atEast.database("east");
            AppDatabase west = atWest.database("west");

            CompletableFuture<Void> writers = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> write(east, "east", 1_000)),
                    CompletableFuture.runAsync(() -> write(west, "west", 2_000)));
            try (TopicReader copies = new TopicReader(westBroker, "east.east.public.items")) {
                copies.awaitChanges(20);
            }
            westWorker.kill();
            westWorker.startAgain();
            writers.join();
            east.execute(WRITE.formatted(id(9_001), "east last"));
            west.execute(WRITE.formatted(id(9_002), "west last"));

            Await.until("equal tables", Pipeline.PATIENCE, () -> haveBothLast(east) && same(east, west));
            assertCopiedOnce("east", eastBroker, westBroker);
            assertCopiedOnce("west", westBroker, eastBroker);
        }
    }

    private static boolean haveBothLast(AppDatabase database) throws SQLException {
        return database.value("SELECT count(*) FROM items WHERE name LIKE '%last'")
                .equals("2");
    }

    private static boolean same(AppDatabase east, AppDatabase west) throws SQLException {
        return east.rows("items").equals(west.rows("items"));
    }

    private static String id(int number) {
        return ID.formatted(number);
    }

    /** What one data centre has written is at the other, each change once, and nothing of what came from there. */
    private static void assertCopiedOnce(String name, KafkaBroker from, KafkaBroker to) throws Exception {
        try (TopicReader own = new TopicReader(from, name + ".public.items");
                TopicReader copy = new TopicReader(to, name + '.' + name + ".public.items")) {
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
                database.execute(WRITE.formatted(id(i % 3 == 0 ? i % 7 : own + i % 20), name + ' ' + i));
                if (i % 10 == 9) {
                    database.execute("DELETE FROM items WHERE id = " + id(own + i % 20));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the writer failed", e);
        }
    }
}
