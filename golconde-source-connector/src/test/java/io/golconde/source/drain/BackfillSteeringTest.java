package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests for existing rows that are stopped, by a person or by a crash. */
class BackfillSteeringTest extends BackfillCase {
    @Test
    void waitsWhilePausedAndHoldsUpTheNext() throws Exception {
        QueueDrain drain = source.drain(null);
        String id = request("'a'");
        request("'b'");
        take(drain, 200);
        source.execute("SELECT golconde.pause_backfill(" + id + ")");
        takeUntilAMark(drain);
        int before = reads("a").size();
        takeUntilAMark(drain);
        takeUntilAMark(drain);
        assertThat(reads("a")).hasSizeBetween(200, 2000).hasSize(before);
        assertThat(reads("b")).isEmpty();
        assertThat(state(id)).isEqualTo("paused");

        source.execute("SELECT golconde.resume_backfill(" + id + ")");
        follow(drain, "done");

        assertThat(reads("a")).hasSize(3000).doesNotHaveDuplicates();
        assertThat(reads("b")).hasSize(150);
    }

    @Test
    void goesOnWithTheNextOnceCancelled() throws Exception {
        QueueDrain drain = source.drain(null);
        String id = request("'a'");
        request("'b'");
        take(drain, 200);
        source.execute("SELECT golconde.cancel_backfill(" + id + ")");
        follow(drain, "done");

        assertThat(reads("a")).hasSizeBetween(200, 2000);
        assertThat(reads("b")).hasSize(150);
        assertThat(state(id)).isEqualTo("cancelled");
    }

    @Test
    void goesOnAfterACrashWhereKafkaHasIt() throws Exception {
        request("'b'");
        request("'a'");
        try (QueueDrain drain = source.drain(null)) {
            take(drain, 1234);
        }
        SourceOffset last = taken.get(taken.size() - 1).offset();

        follow(source.drain(last), "done");

        assertThat(reads("a")).hasSize(3000).doesNotHaveDuplicates();
        assertThat(reads("b")).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void isNotDoneBeforeKafkaHasAllOfIt() throws Exception {
        String id = request("'b'");
        try (QueueDrain drain = source.drain(null)) {
            for (int looks = 0; looks < 10 && taken.size() < 150; looks++) {
                drain.take(1000, Duration.ofSeconds(1)).forEach(event -> taken.add((QueuedChange) event));
            }
            awaitState(id, "running");
            source.execute("SELECT pg_sleep(1.5)");
            assertThat(state(id)).isEqualTo("running");
        }
        taken.clear();

        follow(source.drain(null), "done");

        assertThat(reads("b")).hasSize(150);
    }

    @Test
    void goesOnWithTheNextWhereATableIsDropped() throws Exception {
        QueueDrain drain = source.drain(null);
        String id = request("'a'");
        request("'b'");
        take(drain, 200);
        source.execute("DROP TABLE a");
        follow(drain, "done");

        assertThat(reads("b")).hasSize(150);
        assertThat(source.column("SELECT state FROM golconde.backfill_status WHERE id = " + id))
                .isSubsetOf("dropped");
    }

    @Test
    void aResetReadsAgainWhatWasThereAtFirstAndNothingThatWasAskedForLater() throws Exception {
        source.close();
        source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)", "INSERT INTO a VALUES (1), (2)");
        source.install();
        try (QueueDrain drain = source.drain(null)) {
            follow(drain, "done");
            request("'a', 'id = 2'");
            follow(drain, "done");
        }
        assertThat(reads("a")).containsExactly("r a 1", "r a 2", "r a 2");
        taken.clear();

        new OffsetChange(source.connection, "main", "test/p/main").reset();
        QueueDrain drain = source.drain(null);
        take(drain, 2);
        takeUntilAMark(drain);

        assertThat(reads("a")).containsExactly("r a 1", "r a 2");
        awaitState("1", "done");
        assertThat(state("2")).isEqualTo("done");
    }
}
