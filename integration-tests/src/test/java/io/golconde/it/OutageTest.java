package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectorStatus;
import io.golconde.testkit.PostgresServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A target that is away for longer than a consumer may take for what it has polled. */
class OutageTest {
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("golconde.outage.seconds", 10));

    @AutoClose
    private final Pipeline pipeline = new Pipeline("outage_" + System.nanoTime());

    @Test
    void leavesTheTaskRunningAndLosesNothing() throws Exception {
        PostgresServer target = Cluster.shared().target();
        String table = "CREATE TABLE item (id int PRIMARY KEY, words text)";
        pipeline.source().execute(table);
        pipeline.target().execute(table);
        pipeline.capture(Map.of());
        pipeline.apply(Map.of(
                "consumer.override.max.poll.interval.ms", "6000",
                "consumer.override.session.timeout.ms", "6000",
                "insert.mode", "insert",
                "pk.mode", "none"));
        pipeline.source().execute("INSERT INTO item SELECT g, 'before' FROM generate_series(1, 1000) g");
        pipeline.awaitSame("item");

        target.stopImmediately();
        long begin = System.nanoTime();
        pipeline.source().execute("INSERT INTO item SELECT g, 'meanwhile' FROM generate_series(1001, 5000) g");
        Await.until("the outage", OUTAGE.multipliedBy(2), () -> {
            assertThat(status()).isEqualTo("RUNNING");
            return System.nanoTime() - begin > OUTAGE.toNanos();
        });
        target.startAgain();

        pipeline.awaitSame("item");
        assertThat(status()).isEqualTo("RUNNING");
    }

    private String status() {
        ConnectorStatus status = Cluster.shared().rest().status(pipeline.sinkConnector());
        return status.tasks().get(0).state();
    }
}
