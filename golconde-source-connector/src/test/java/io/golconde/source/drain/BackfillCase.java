package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tables with rows that nobody has sent, and requests for them. */
abstract class BackfillCase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LAST_STATE = "SELECT state FROM golconde.backfill_status ORDER BY id DESC LIMIT 1";

    /** All that was taken from drains, in order. */
    final List<QueuedChange> taken = new ArrayList<>();

    DrainFixture source;

    @BeforeEach
    void createTables() throws Exception {
        source = new DrainFixture(
                        "CREATE TABLE a (id int PRIMARY KEY, v text)",
                        "CREATE TABLE b (id int, part text, PRIMARY KEY (part, id))",
                        "INSERT INTO a SELECT i, 'old' FROM generate_series(1, 3000) i",
                        "INSERT INTO b SELECT i, '' FROM generate_series(1, 150) i")
                .withoutExistingRows()
                .inPartsOf(20_000);
        source.install();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    String request(String arguments) throws SQLException {
        return source.query("SELECT golconde.backfill(" + arguments + ")");
    }

    String state(String id) throws SQLException {
        return source.query("SELECT state FROM golconde.backfill_status WHERE id = " + id);
    }

    void awaitState(String id, String state) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!state(id).equals(state) && System.nanoTime() < end) {
            source.execute("SELECT pg_sleep(0.02)");
        }
        assertThat(state(id)).isEqualTo(state);
    }

    void take(QueueDrain drain, int count) throws InterruptedException {
        taken.addAll(DrainFixture.take(drain, count));
    }

    /** Takes and acknowledges whatever comes, until the last request is in this state. */
    void follow(QueueDrain drain, String state) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!source.query(LAST_STATE).equals(state) && System.nanoTime() < end) {
            for (QueueEvent event : drain.take(500, Duration.ofMillis(50))) {
                taken.add((QueuedChange) event);
                drain.acknowledge(event.offset());
            }
        }
        assertThat(source.query(LAST_STATE)).isEqualTo(state);
    }

    /** Takes and acknowledges whatever comes, until a change that is made now has come. */
    void takeUntilAMark(QueueDrain drain) throws Exception {
        source.execute("INSERT INTO a VALUES (100000)", "DELETE FROM a WHERE id = 100000");
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            take(drain, 1);
        } while (!DrainFixture.word(taken.get(taken.size() - 1)).equals("d a 100000") && System.nanoTime() < end);
    }

    List<String> reads(String table) {
        return taken.stream()
                .map(DrainFixture::word)
                .filter(word -> word.startsWith("r " + table + ' '))
                .toList();
    }
}
