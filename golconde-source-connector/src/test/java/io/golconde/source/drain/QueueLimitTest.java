package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.LogLines;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue that becomes larger than it may, with a table of which two thousand rows are twice as much. */
class QueueLimitTest {
    private static final long LIMIT = 1 << 20;
    private static final String STATE = "SELECT state FROM golconde.status";
    private static final String STOPPED = "capture stopped, the queue was too large";
    private static final String BYTES = "SELECT queued_bytes FROM golconde.status";
    private static final String KNOWN = "SELECT string_agg(id::text, ' ' ORDER BY id) FROM golconde.captured_table";
    private static final String LIMIT_QUEUE =
            "SELECT string_agg(t, ' ') FROM golconde.limit_queue('main', " + LIMIT + ") t";

    private DrainFixture source;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY, v text)");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void isNotFilledAnyMoreUntilWhatItHasIsSent() throws Exception {
        source.limitedTo(new QueueLimit(LIMIT, true)).install();
        try (LogLines log = new LogLines();
                QueueDrain drain = source.drain(null)) {
            fill(1, 2_000);
            await(() -> source.query(STATE), STOPPED);
            String bytes = source.query(BYTES);
            fill(2_001, 3_000);
            source.execute("DELETE FROM a WHERE id = 1");

            assertThat(source.query(BYTES)).isEqualTo(bytes);
            assertThat(log.text()).contains("Capture of public.a was stopped");
            assertThat(DrainFixture.words(drain, 2_000)).hasSize(2_000).allMatch(word -> word.startsWith("c a "));
            assertThat(DrainFixture.words(drain, 2_999))
                    .hasSize(2_999)
                    .allMatch(word -> word.startsWith("r a "))
                    .noneMatch(word -> word.startsWith("r a 1 "));
            assertThat(source.query(KNOWN)).isEqualTo("2");
        }
    }

    @Test
    void isOnlyWarnedOfWhereThatIsWanted() throws Exception {
        source.limitedTo(new QueueLimit(LIMIT, false)).install();
        try (LogLines log = new LogLines();
                QueueDrain drain = source.drain(null)) {
            fill(1, 2_000);
            await(() -> log.text().contains("more than queue.max.bytes (1048576)"), true);
            fill(2_001, 2_100);

            assertThat(DrainFixture.words(drain, 2_100)).hasSize(2_100);
            assertThat(log.text()).containsOnlyOnce("more than queue.max.bytes").doesNotContain("was stopped");
        }
    }

    /** As a job of the database does it while nothing drains. */
    @Test
    void staysAsItIsThroughRestarts() throws Exception {
        source.install();
        fill(1, 500);
        assertThat(source.query(LIMIT_QUEUE)).isNull();
        fill(501, 2_000);

        assertThat(source.query(LIMIT_QUEUE)).isEqualTo("public.a");
        source.install();
        assertThat(source.query(KNOWN)).isEqualTo("1");
        try (QueueDrain drain = source.drain(null)) {
            assertThat(DrainFixture.words(drain, 2_000)).hasSize(2_000).allMatch(word -> word.startsWith("c a "));
            await(() -> source.query(KNOWN) == null, true);
        }
        source.install();
        assertThat(source.query(KNOWN)).isEqualTo("2");
        assertThat(source.query(STATE)).isEqualTo("empty");
    }

    @Test
    void hasTheRowsOfATableWithoutAKeyTwice() throws Exception {
        source.execute("CREATE TABLE b (v text)");
        source.install();
        source.execute("INSERT INTO b SELECT repeat('x', 1000) FROM generate_series(1, 2000)");
        assertThat(source.query(LIMIT_QUEUE)).isEqualTo("public.a public.b");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(DrainFixture.words(drain, 2_000)).hasSize(2_000).allMatch(word -> word.startsWith("c b "));
            await(() -> source.query(KNOWN) == null, true);
            source.install();
            assertThat(DrainFixture.words(drain, 2_000)).hasSize(2_000).allMatch(word -> word.startsWith("r b "));
        }
    }

    @Test
    void stopsTheOtherTablesWhereOneIsLocked() throws Exception {
        source.execute("CREATE TABLE b (id int PRIMARY KEY)");
        source.install();
        fill(1, 2_000);
        try (Connection migration = source.another()) {
            migration.setAutoCommit(false);
            migration.createStatement().execute("LOCK TABLE a IN ACCESS EXCLUSIVE MODE");

            assertThat(source.query(LIMIT_QUEUE)).isEqualTo("public.b");
            migration.rollback();
        }
        source.execute("INSERT INTO a VALUES (2001)", "INSERT INTO b VALUES (1)");

        assertThat(source.column("SELECT count(*) FROM golconde.q1_1_0 UNION ALL SELECT count(*) FROM golconde.q2_1_0"))
                .isEqualTo(List.of("2001", "0"));
        assertThat(source.query(LIMIT_QUEUE)).isEqualTo("public.a");
    }

    private void fill(int from, int to) throws SQLException {
        source.execute("INSERT INTO a SELECT i, repeat('x', 1000) FROM generate_series(%d, %d) i".formatted(from, to));
    }

    private static <T> void await(Callable<T> actual, T expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!expected.equals(actual.call()) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(actual.call()).isEqualTo(expected);
    }
}
