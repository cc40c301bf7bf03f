package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The source's primary is gone for good, and a streaming standby takes its place under load. */
class FailoverTest {
    private static final int WRITERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);

    @AutoClose
    private final PostgresServer primary = Cluster.startPostgres("primary", Map.of());

    @AutoClose
    private final PostgresServer standby = primary.startStandby(Path.of("target", "it", "standby"));

    @AutoClose
    private final Pipeline pipeline = new Pipeline("failover", primary);

    @Test
    void theStreamGoesOnByItselfAndLosesNothingThatTheNewPrimaryHas() throws Exception {
        AppDatabase promoted = new AppDatabase(standby, pipeline.source().name());
        pipeline.source().run("accounts.sql");
        pipeline.target().execute("CREATE TABLE account (id bigint PRIMARY KEY, writer text, stamp bigint)");
        pipeline.capture(Map.of("connection.url", eitherServer(), "snapshot.mode", "no_data"));
        pipeline.apply(Map.of());
        TopicReader topic = pipeline.topic("account");
        commitOnBothServers();

        try (Workload before = new Workload(pipeline.source());
                Workload after = new Workload(promoted)) {
            before.addRandom(WRITERS, PAUSE);
            topic.awaitChanges(500);
            primary.stopImmediately();
            before.close();
            assertThat(promoted.value("SELECT pg_promote()")).isEqualTo("t");
            promoted.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            after.addRandom(WRITERS, PAUSE);
            topic.awaitChanges(topic.changes().size() + 500);
            after.finish();
        }

        History committed = History.committed(promoted);
        Await.until(
                "the last changes",
                Pipeline.PATIENCE,
                () -> lost(committed, topic).isEmpty());
        assertThat(lost(committed, topic)).as("lost").isEmpty();
        Await.until(
                "equal tables",
                Pipeline.PATIENCE,
                () -> pipeline.target().rows("account").equals(promoted.rows("account")));
        assertThat(promoted.value("SELECT owner FROM golconde.progress")).contains(pipeline.sourceConnector());
    }

    private static List<String> lost(History committed, TopicReader topic) {
        return committed.lostIn(History.published(topic.changes()));
    }

    /** So that all that was published is on the standby, too. */
    private void commitOnBothServers() throws Exception {
        Await.until(
                "the standby",
                Pipeline.PATIENCE,
                () -> pipeline.source()
                        .column("SELECT state FROM pg_stat_replication")
                        .equals(List.of("streaming")));
        pipeline.source().execute("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
    }

    private String eitherServer() {
        return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
                .formatted(primary.port(), standby.port(), pipeline.source().name());
    }
}
