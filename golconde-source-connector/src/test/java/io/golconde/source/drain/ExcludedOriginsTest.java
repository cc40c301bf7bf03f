package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.LeftOut;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that a sink made need not be sent back to where they come from. */
class ExcludedOriginsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Test
    void leavesOutTheirChangesAndNoOthers() throws Exception {
        try (DrainFixture source = tables().excluding("there", "odd ',\"{}\\ name");
                QueueDrain drain = source.drain(null)) {
            source.execute("INSERT INTO a VALUES (1, 'mine'); INSERT INTO k VALUES (1, 'mine')");
            assertThat(DrainFixture.words(drain, 2)).containsExactlyInAnyOrder("c a 1 mine", "c k 1 mine");
            source.execute(
                    by("there", "INSERT INTO a VALUES (2, 'there')", "DELETE FROM k"),
                    by("odd ',\"{}\\ name", "UPDATE a SET id = 3 WHERE id = 2", "TRUNCATE k"),
                    by("elsewhere", "UPDATE a SET v = 'elsewhere' WHERE id = 1"));
            source.execute("DELETE FROM a WHERE id = 3");

            assertThat(wordsBeforeNothing(drain)).containsExactly("u a 1 elsewhere", "d a 3");
        }
    }

    @Test
    void sendsTheRowOfAnOwnChangeAlthoughAnExcludedOneFollows() throws Exception {
        try (DrainFixture source = tables().excluding("there")) {
            source.install();
            source.execute("INSERT INTO k VALUES (1, 'mine')", by("there", "UPDATE k SET v = 'there'"));
            try (QueueDrain drain = source.drain(null)) {
                assertThat(wordsBeforeNothing(drain)).containsExactly("c k 1 there");
            }
        }
    }

    @Test
    void leavesThemOutOfALargeWindowThatIsReadInParts() throws Exception {
        try (DrainFixture source = tables().excluding("there").inPartsOf(20_000)) {
            source.install();
            for (int i = 0; i < 10; i++) {
                String rows = "SELECT i, repeat('x', 1000) FROM generate_series(%1$s * 40 + 1, %1$s * 40 + 20) i"
                        .formatted(i);
                source.execute(
                        "INSERT INTO a " + rows,
                        by("there", "INSERT INTO a SELECT i + 20, v FROM (" + rows + ") r(i, v)"));
            }
            source.execute(
                    by("there", "INSERT INTO k SELECT generate_series(1, 200)"), "INSERT INTO k VALUES (0, 'v')");
            try (QueueDrain drain = source.drain(null)) {
                assertThat(wordsBeforeNothing(drain))
                        .hasSize(201)
                        .endsWith("c k 0 v")
                        .filteredOn(word -> word.startsWith("c a "))
                        .allMatch(word -> Integer.parseInt(word.split(" ", -1)[2]) % 40 <= 20);
            }
        }
    }

    @Test
    void forgetsTheirChangesOnceItIsTold() throws Exception {
        try (DrainFixture source = tables().excluding("there");
                QueueDrain drain = source.drain(null)) {
            source.execute("INSERT INTO a VALUES (0, 'mine')");
            DrainFixture.take(drain, 1);
            source.execute(by("there", "INSERT INTO a SELECT i, repeat('x', 1000) FROM generate_series(1, 1000) i"));

            List<QueueEvent> events = drain.take(10, PATIENCE);
            assertThat(events).hasSize(1).hasOnlyElementsOfType(LeftOut.class);
            drain.acknowledge(events.get(0).offset());

            await(source, "SELECT state = 'empty' AND queued_bytes < 100000 FROM golconde.status");
            assertThat(drain.take(10, A_MOMENT)).isEmpty();
        }
    }

    private static DrainFixture tables() throws SQLException {
        DrainFixture source = new DrainFixture(
                "CREATE TABLE a (id int PRIMARY KEY, v text)", "CREATE TABLE k (id int PRIMARY KEY, v text)");
        source.withoutExistingRows().install();
        source.execute("SELECT golconde.stop_capture('k')", "SELECT golconde.capture('main', 'k', 'key')");
        return source;
    }

    /** A transaction such as a sink makes. */
    private static String by(String origin, String... statements) {
        return "BEGIN; SET LOCAL golconde.origin = '%s'; %s; COMMIT"
                .formatted(origin.replace("'", "''"), String.join("; ", statements));
    }

    private static List<String> wordsBeforeNothing(QueueDrain drain) throws InterruptedException {
        List<String> words = new ArrayList<>();
        List<QueueEvent> events = drain.take(1_000, PATIENCE);
        while (!events.isEmpty()) {
            for (QueueEvent event : events) {
                if (event instanceof QueuedChange change) {
                    words.add(DrainFixture.word(change).replace("xxxxx", ""));
                }
                drain.acknowledge(event.offset());
            }
            events = drain.take(1_000, A_MOMENT);
        }
        return words;
    }

    private static void await(DrainFixture source, String condition) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!source.query(condition).equals("t") && System.nanoTime() < end) {
            source.execute("SELECT pg_sleep(0.02)");
        }
        assertThat(source.query(condition)).isEqualTo("t");
    }
}
