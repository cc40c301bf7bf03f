package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka has not acknowledged stays in the queue. */
class AcknowledgementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DrainFixture source;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY, v text)").withoutExistingRows();
        source.install();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void keepsWhatWasHandedOutBeforeTheConnectionBroke() throws Exception {
        try (QueueDrain drain = source.drain(null)) {
            source.execute("INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1, 4000) i");
            takeWithoutAcknowledging(drain, 4000);
            await("SELECT pg_sequence_last_value('golconde.slot_1') > 0");
            source.query(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'golconde'");
            source.execute("INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(4001, 4010) i");
            takeWithoutAcknowledging(drain, 10);
            source.execute("SELECT pg_sleep(2.5)");
        }

        List<QueuedChange> again = DrainFixture.take(source.drain(null), 4010);

        assertThat(again).hasSize(4010);
    }

    @Test
    void ignoresWhatIsAcknowledgedFromBeforeTheLastClaim() {
        TaskLink link = new TaskLink(1, DrainMetrics.register("test", "0", "main"), () -> {});
        SourceOffset.Server server = new SourceOffset.Server("7301", 1);
        SourceOffset claimed = SourceOffset.start("me", 2, server);

        link.acknowledge(SourceOffset.start("me", 1, server));
        link.acknowledge(claimed);
        link.acknowledge(SourceOffset.start("me", 1, server).windowDone("9:9:"));

        assertThat(link.acknowledged()).isEqualTo(claimed);
    }

    private static void takeWithoutAcknowledging(QueueDrain drain, int count) throws InterruptedException {
        List<QueueEvent> taken = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (taken.size() < count && System.nanoTime() < end) {
            taken.addAll(drain.take(count, Duration.ofMillis(100)));
        }
        assertThat(taken).hasSize(count);
    }

    private void await(String condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!source.query(condition).equals("t") && System.nanoTime() < end) {
            source.execute("SELECT pg_sleep(0.02)");
        }
        assertThat(source.query(condition)).isEqualTo("t");
    }
}
