package io.golconde.it;

import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.KafkaBroker;
import io.golconde.testkit.KafkaBrokers;
import io.golconde.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything goes and comes back, one after the other, under load. */
@Tag("chaos")
class ChaosTest {
    private static final int ROUNDS = Integer.getInteger("golconde.chaos.rounds", 5);
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("golconde.chaos.pause.ms", 30));

    private final KafkaBrokers kafka = KafkaBrokers.start(Cluster.folder("chaos-brokers"));
    private final ConnectWorker worker = Cluster.startWorker("chaos-connect", kafka, Map.of());
    private final Pipeline pipeline = new Pipeline("chaos", kafka, worker.rest());

    private int marks;

    @AfterEach
    void close() throws Exception {
        pipeline.close();
        worker.close();
        kafka.close();
    }

    @Test
    void targetsEqualTheSourceAndTheTopicHasEachChangeOnceAfterEverythingWentAndCameBack() throws Exception {
        pipeline.source().run("accounts.sql");
        pipeline.source().execute("CREATE TABLE mark (id int PRIMARY KEY)");
        pipeline.target()
                .execute(
                        "CREATE TABLE account (id bigint PRIMARY KEY, writer text, stamp bigint)",
                        "CREATE TABLE mark (id int PRIMARY KEY)");
        pipeline.capture(Map.of("snapshot.mode", "no_data"));
        pipeline.apply(Map.of());
        TopicReader topic = pipeline.topic("account");

        try (Workload workload = new Workload(pipeline.source())) {
            workload.addRandom(4, PAUSE);
            for (int round = 1; round <= ROUNDS; round++) {
                killTheWorker();
                awaitNextChange();
                crashBothDatabases();
                awaitNextChange();
                killABroker(round);
                awaitNextChange();
            }
            workload.finish();
        }

        topic.awaitHistory(History.committed(pipeline.source()));
        pipeline.awaitSame("account");
    }

    private void killTheWorker() {
        worker.kill();
        worker.startAgain();
    }

    private static void crashBothDatabases() {
        for (PostgresServer database :
                List.of(Cluster.shared().source(), Cluster.shared().target())) {
            database.stopImmediately();
            database.startAgain();
        }
    }

    /** One after the other: it comes back once the others have shown that they go on without it. */
    private void killABroker(int round) throws SQLException {
        KafkaBroker broker = kafka.all().get(round % kafka.all().size());
        broker.kill();
        awaitNextChange();
        broker.startAgain();
    }

    /** Waits until a change that is made now has reached the target. */
    private void awaitNextChange() throws SQLException {
        pipeline.source().execute("INSERT INTO mark VALUES (" + ++marks + ")");
        pipeline.awaitTarget("SELECT count(*) FROM mark", Integer.toString(marks));
    }
}
