package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a queue in one topic says that transactions are told completely. */
class WindowEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Test
    void followsTheExistingRowsAndEachWindow() throws Exception {
        try (DrainFixture source = tables("INSERT INTO parent VALUES (1)");
                QueueDrain drain = source.drain(null)) {
            assertThat(upToEnds(drain, 1)).containsExactly("r parent 1", "end");

            source.execute("BEGIN; INSERT INTO parent VALUES (2); INSERT INTO child VALUES (7, 2); COMMIT");

            assertThat(upToEnds(drain, 1)).containsExactly("c parent 2", "c child 7 2", "end");
            source.execute("DELETE FROM child");
            assertThat(upToEnds(drain, 1)).containsExactly("d child 7", "end");
        }
    }

    @Test
    void comesOnceForALargeWindowThatIsReadInParts() throws Exception {
        try (DrainFixture source = tables().inPartsOf(5_000)) {
            source.install();
            source.execute("INSERT INTO parent SELECT generate_series(1, 500)");
            try (QueueDrain drain = source.drain(null)) {
                List<String> words = upToEnds(drain, 1);

                assertThat(words).hasSize(501).endsWith("c parent 500", "end");
            }
        }
    }

    @Test
    void comesAfterARestartBetweenTheLastChangeAndIt() throws Exception {
        try (DrainFixture source = tables().withoutExistingRows()) {
            source.install();
            source.execute("INSERT INTO parent VALUES (1), (2)");
            SourceOffset last;
            try (QueueDrain drain = source.drain(null)) {
                last = DrainFixture.take(drain, 2).get(1).offset();
            }
            try (QueueDrain drain = source.drain(last)) {
                assertThat(upToEnds(drain, 1)).containsExactly("end");

                source.execute("INSERT INTO child VALUES (7, 2)");

                assertThat(upToEnds(drain, 1)).containsExactly("c child 7 2", "end");
            }
        }
    }

    @Test
    void comesAfterARestartAmongExistingRowsAlsoWhereNoMoreAreRead() throws Exception {
        try (DrainFixture source = tables("INSERT INTO parent VALUES (1), (2)")) {
            source.install();
            SourceOffset last;
            try (QueueDrain drain = source.drain(null)) {
                last = DrainFixture.take(drain, 1).get(0).offset();
            }
            source.execute(
                    "SELECT golconde.pause_backfill(id) FROM golconde.backfill_status WHERE table_name = 'public.parent'");
            try (QueueDrain drain = source.drain(last)) {
                assertThat(upToEnds(drain, 1)).containsExactly("end");

                source.execute(
                        "SELECT golconde.resume_backfill(id) FROM golconde.backfill_status WHERE state = 'paused'");

                assertThat(upToEnds(drain, 1)).containsExactly("r parent 2", "end");
                assertThat(drain.take(1, A_MOMENT)).isEmpty();
            }
        }
    }

    /** As where topic.layout is changed. */
    @Test
    void isNotMissedWhereItIsNotWantedAnyMore() throws Exception {
        try (DrainFixture source = tables().withoutExistingRows()) {
            source.install();
            source.execute("INSERT INTO parent VALUES (1), (2)");
            SourceOffset last;
            try (QueueDrain drain = source.drain(null)) {
                last = DrainFixture.take(drain, 2).get(1).offset();
            }
            source.markingEnds(false);
            try (QueueDrain drain = source.drain(last)) {
                source.execute("INSERT INTO child VALUES (7, 2)");

                assertThat(DrainFixture.words(drain, 1)).containsExactly("c child 7 2");
            }
        }
    }

    @Test
    void doesNotComeWithoutChanges() throws Exception {
        try (DrainFixture source = tables().withoutExistingRows()) {
            source.install();
            source.execute("INSERT INTO parent VALUES (1)");
            try (QueueDrain drain = source.drain(null)) {
                assertThat(upToEnds(drain, 1)).containsExactly("c parent 1", "end");

                source.execute("BEGIN; INSERT INTO parent VALUES (2); ROLLBACK");

                assertThat(drain.take(1, Duration.ofSeconds(1))).isEmpty();
            }
        }
    }

    private static DrainFixture tables(String... statements) throws Exception {
        DrainFixture source = new DrainFixture(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent)");
        source.execute(statements);
        return source.markingEnds(true);
    }

    private static List<String> upToEnds(QueueDrain drain, int ends) throws InterruptedException {
        List<String> words = new ArrayList<>();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        for (int found = 0; found < ends && System.nanoTime() < limit; ) {
            for (QueueEvent event : drain.take(1, Duration.ofMillis(200))) {
                boolean change = event instanceof QueuedChange;
                words.add(change ? DrainFixture.word((QueuedChange) event) : "end");
                found += change ? 0 : 1;
                drain.acknowledge(event.offset());
            }
        }
        return words;
    }
}
