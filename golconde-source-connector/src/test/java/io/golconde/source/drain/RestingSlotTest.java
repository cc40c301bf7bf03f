package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slot is read in each window as long as there is a row in it. */
class RestingSlotTest {
    private static final String SEEN_ALL = "SELECT pg_current_snapshot()::text";
    private static final String FILLED =
            "SELECT count(*) FROM pg_class WHERE relname ~ '^q1_1_' AND pg_relation_size(oid) > 0";

    @Test
    void isEmptiedOnceItsTableHasNotChangedForSomeTime() throws Exception {
        try (DrainFixture source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)")) {
            source.install();
            source.execute("INSERT INTO a VALUES (1)");
            run(source, Duration.ofHours(1));
            assertThat(source.query(FILLED)).isEqualTo("1");

            run(source, Duration.ZERO);
            assertThat(source.query(FILLED)).isEqualTo("0");
            source.execute("INSERT INTO a VALUES (2)");
            assertThat(source.query(FILLED)).isEqualTo("1");
        }
    }

    @Test
    void isKeptWhileItGrows() throws Exception {
        try (DrainFixture source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)");
                DrainMetrics metrics = DrainMetrics.register("test", "0", "main")) {
            source.install();
            Rotation rotation =
                    new Rotation(source.connection, "main", new Rotation.Limits(1 << 20, Duration.ofNanos(1)), metrics);
            for (int from : List.of(0, 1_000, 2_000, 3_000)) {
                source.execute(
                        "INSERT INTO a SELECT i FROM generate_series(%d + 1, %d + 1000) i".formatted(from, from));
                rotation.run(source.query(SEEN_ALL), Integer.MAX_VALUE);
            }
            assertThat(source.query("SELECT count(*) FROM golconde.q1_1_0")).isEqualTo("4000");
        }
    }

    /** Without a key, places of rows are kept while existing rows are to be read; in the queue that the table left, they were. */
    @Test
    void leavesNoPlacesOfATableThatCameFromAnotherQueue() throws Exception {
        try (DrainFixture source = new DrainFixture("CREATE TABLE a (id int)");
                DrainMetrics metrics = DrainMetrics.register("test", "0", "other")) {
            source.install();
            source.execute("INSERT INTO golconde.queue VALUES ('other')");
            source.execute("INSERT INTO golconde.progress SELECT q.name, 'connector/' || q.name, 1, '{}',"
                    + " pg_current_snapshot(), now() FROM golconde.queue q");
            source.execute("UPDATE golconde.backfill_request SET state = 'done'");
            source.execute("SELECT golconde.move_table('a', 'other')");
            source.execute("INSERT INTO a VALUES (1)");

            Rotation rotation =
                    new Rotation(source.connection, "other", new Rotation.Limits(1 << 20, Duration.ZERO), metrics);
            rotation.run(source.query(SEEN_ALL), 0);
            rotation.run(source.query(SEEN_ALL), 0);

            assertThat(source.query("SELECT pg_relation_size('golconde.q1_2_0')"))
                    .isEqualTo("0");
            assertThat(source.query("SELECT count(*) FROM golconde.kept_place")).isEqualTo("0");
        }
    }

    /** Twice: first the slot is left, then it is emptied. */
    private static void run(DrainFixture source, Duration rest) throws Exception {
        try (DrainMetrics metrics = DrainMetrics.register("test", "0", "main")) {
            Rotation rotation = new Rotation(source.connection, "main", new Rotation.Limits(1 << 20, rest), metrics);
            rotation.run(source.query(SEEN_ALL), Integer.MAX_VALUE);
            rotation.run(source.query(SEEN_ALL), Integer.MAX_VALUE);
        }
    }
}
