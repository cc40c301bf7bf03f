package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody gives up what is queued of a table while the queue is drained. */
class DiscardTest {
    private static final int TIMES = 15;
    private static final String SEEN = "9000000:9000000:";
    private static final Rotation.Limits AT_ONCE = new Rotation.Limits(0, Duration.ZERO);

    private DrainFixture source;

    @BeforeEach
    void createTables() throws Exception {
        source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (id int PRIMARY KEY)");
        source.install();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void theOtherTablesAreDrainedOn() throws Exception {
        source.execute("INSERT INTO b VALUES (1)", "INSERT INTO a VALUES (1)");
        QueueDrain drain = source.drain(null);
        assertThat(DrainFixture.words(drain, 2)).contains("c a 1");

        for (int i = 2; i <= 6; i++) {
            source.execute("INSERT INTO b VALUES (" + i + ")", "SELECT golconde.discard('public', 'b')");
            source.execute("SELECT golconde.capture('main', 'b')", "INSERT INTO a VALUES (" + i + ")");
            String last = "c a " + i;
            String word;
            do {
                word = DrainFixture.words(drain, 1).get(0);
            } while (!word.equals(last));
        }
    }

    /** At whatever moment, and where the registry still tells of them. */
    @Test
    void rotationPassesOverWhatIsNotThereAnyMore() throws Exception {
        DrainMetrics metrics = DrainMetrics.register("rotation", "0", "main");
        Connection control = source.another();
        control.createStatement().execute("SET lock_timeout = '100ms'");
        Rotation rotation = new Rotation(control, "main", AT_ONCE, metrics);
        ExecutorService somebody = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Void> done = CompletableFuture.runAsync(this::discardAgainAndAgain, somebody);
            while (!done.isDone()) {
                rotation.run(SEEN, Integer.MAX_VALUE);
            }
            done.join();
        } finally {
            somebody.shutdownNow();
            metrics.close();
        }
        source.execute("DROP TABLE golconde.q1_1_0, golconde.q1_1_1, golconde.q1_1_2");

        rotation.run(SEEN, Integer.MAX_VALUE);
    }

    private void discardAgainAndAgain() {
        try {
            for (int i = 0; i < TIMES; i++) {
                source.execute("SELECT golconde.discard('public', 'b')", "SELECT golconde.capture('main', 'b')");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
