package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.ConnectWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On a worker without exactly-once support, as most are, a change can come again; none is lost. */
class AtLeastOnceWorkerTest {
    @Test
    void nothingIsLostAndTheLastChangeIsLastAfterTheWorkerWasKilled() throws Exception {
        try (ConnectWorker worker = startWorker();
                Pipeline pipeline = new Pipeline("at_least_once", worker.rest())) {
            pipeline.source().run("accounts.sql");
            pipeline.target().execute("CREATE TABLE account (id bigint PRIMARY KEY, writer text, stamp bigint)");
            pipeline.capture(Map.of());
            pipeline.apply(Map.of("delivery.guarantee", "at_least_once"));
            TopicReader topic = pipeline.topic("account");

            try (Workload workload = new Workload(pipeline.source())) {
                workload.addRandom(4, Duration.ofMillis(20));
                topic.awaitChanges(500);
                worker.kill();
                worker.startAgain();
                topic.awaitChanges(topic.changes().size() + 500);
                workload.finish();
            }

            pipeline.awaitSame("account");
            History committed = History.committed(pipeline.source());
            List<TopicRecord> changes = topic.awaitChanges(committed.size());
            assertThat(committed.lostIn(History.published(changes)))
                    .as("lost, seed %d")
                    .isEmpty();
        }
    }

    private static ConnectWorker startWorker() {
        return Cluster.shared().startWorker("at-least-once", Map.of("exactly.once.source.support", "disabled"));
    }
}
