package io.golconde.source.drain;

import static io.golconde.source.drain.DrainFixture.take;
import static io.golconde.source.drain.DrainFixture.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueDrainTest {
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private DrainFixture source;

    @BeforeEach
    void createTables() throws Exception {
        source = new DrainFixture(
                "CREATE TABLE a (id int PRIMARY KEY, v text)",
                "CREATE TABLE b (id int, part text, v numeric, PRIMARY KEY (part, id))");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void handsOutExistingRowsThenChangesInOrder() throws Exception {
        source.execute(
                "INSERT INTO a SELECT i, 'old' FROM generate_series(1, 250) i", "INSERT INTO b VALUES (7, 'x', 1.50)");
        QueueDrain drain = source.drain(null);
        assertThat(words(drain, 251)).startsWith("r a 1 old", "r a 2 old").endsWith("r a 250 old", "r b 7 x 1.50");

        source.execute(
                "INSERT INTO a VALUES (1000, 'new')",
                "UPDATE b SET v = 'NaN'",
                "UPDATE a SET id = 1001 WHERE id = 1000",
                "DELETE FROM b",
                "TRUNCATE a");

        assertThat(words(drain, 6))
                .containsExactly("c a 1000 new", "u b 7 x NaN", "d a 1000", "c a 1001 new", "d b 7 x", "t a");
    }

    @Test
    void leavesExistingRowsAloneWhereNoneAreWanted() throws Exception {
        source.execute("INSERT INTO a VALUES (1, 'old')");
        QueueDrain drain = source.withoutExistingRows().drain(null);

        source.install();
        source.execute("INSERT INTO a VALUES (2, 'new')");

        assertThat(words(drain, 1)).containsExactly("c a 2 new");
    }

    @Test
    void defersOnlyTheChangesOfATransactionThatStaysOpen() throws Exception {
        QueueDrain drain = source.withoutExistingRows().drain(null);
        source.install();
        try (Connection slow = source.another();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO a VALUES (1, 'slow')");
            source.execute("INSERT INTO a VALUES (2, 'quick')");
            assertThat(words(drain, 1)).containsExactly("c a 2 quick");

            slow.commit();

            assertThat(words(drain, 1)).containsExactly("c a 1 slow");
        }
    }

    @Test
    void readsAgainWhatOneTransactionChangedSeveralTimes() throws Exception {
        source.execute(
                """
                CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NEW.v = lower(NEW.v) THEN UPDATE a SET v = upper(v) WHERE id = NEW.id; END IF; RETURN NULL; END $$""", "CREATE TRIGGER \"!first\" AFTER INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION shout()");
        QueueDrain drain = source.withoutExistingRows().drain(null);
        source.install();

        source.execute("INSERT INTO a VALUES (1, 'quiet')");

        assertThat(words(drain, 2)).last().asString().endsWith("a 1 QUIET");
    }

    @Test
    void keyCaptureCollapsesWhatHappenedInOneWindow() throws Exception {
        source.execute("CREATE TABLE k (id int PRIMARY KEY, v text)");
        source.install();
        source.execute("SELECT golconde.capture('main', 'k', 'key')");
        source.execute(
                "INSERT INTO k VALUES (1, 'a'), (2, 'b')",
                "UPDATE k SET v = 'c' WHERE id = 1",
                "DELETE FROM k WHERE id = 2",
                "UPDATE k SET id = 3 WHERE id = 1");

        List<QueuedChange> changes = take(source.withoutExistingRows().drain(null), 3);

        assertThat(changes.stream().map(DrainFixture::word)).containsExactly("d k 2", "d k 1", "c k 3 c");
        assertThat(changes)
                .extracting(QueuedChange::keyChange)
                .containsExactly(KeyChange.NONE, KeyChange.OLD, KeyChange.NEW);
    }

    @Test
    void readsALargeWindowInPartsWithoutLossOrRepetition() throws Exception {
        source.install();
        source.execute("INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1, 3000) i");
        source.execute("INSERT INTO b SELECT i, 'p', i FROM generate_series(1, 1000) i");

        List<QueuedChange> changes =
                take(source.withoutExistingRows().inPartsOf(20_000).drain(null), 4_001);

        assertThat(changes).hasSize(4_000);
        assertThat(changes.stream().map(DrainFixture::word).filter(word -> word.startsWith("c a")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 3_000)
                        .mapToObj(i -> "c a " + i + ' ' + "x".repeat(100))
                        .toList());
    }

    @Test
    void readsNothingAgainInTheRestOfAWindowThatHasChangedSince() throws Exception {
        source.execute("INSERT INTO b VALUES (1, 'p', 0)");
        source.withoutExistingRows().inPartsOf(20_000).install();
        source.execute("""
                BEGIN;
                INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i;
                UPDATE b SET v = 1; UPDATE b SET v = 2;
                COMMIT""");
        QueueDrain drain = source.drain(null);
        List<String> words = new ArrayList<>(words(drain, 1));
        source.execute("UPDATE b SET v = 3");

        words.addAll(words(drain, 1_002));

        assertThat(words).endsWith("u b 1 p 1", "u b 1 p 2", "u b 1 p 3");
    }

    @Test
    void goesOnBehindTheOffsetInKafka() throws Exception {
        source.execute("INSERT INTO a SELECT i, 'old' FROM generate_series(1, 5) i");
        QueueDrain first = source.drain(null);
        List<QueuedChange> taken = take(first, 3);
        first.close();

        QueueDrain second = source.drain(taken.get(2).offset());

        assertThat(words(second, 2)).containsExactly("r a 4 old", "r a 5 old");
        assertThat(second.take(1, A_MOMENT)).isEmpty();
    }

    @Test
    void goesOnBehindWhatWasAcknowledgedWhereKafkasOffsetLags() throws Exception {
        source.withoutExistingRows().install();
        source.execute("INSERT INTO a VALUES (1, 'one')", "INSERT INTO a VALUES (2, 'two')");
        QueueDrain first = source.drain(null);
        SourceOffset lagging = take(first, 1).get(0).offset();
        take(first, 1);
        first.close();
        source.execute("INSERT INTO a VALUES (3, 'three')");

        assertThat(words(source.drain(lagging), 1)).containsExactly("c a 3 three");
    }

    @Test
    void refusesASecondOwnerAndStopsTheFirstCopyOfATask() throws Exception {
        source.withoutExistingRows().install();
        QueueDrain first = source.drain(null);
        source.execute("INSERT INTO a VALUES (1, 'one')");
        SourceOffset inKafka = take(first, 1).get(0).offset();

        assertThatThrownBy(() -> source.drain("other/p/main", null).take(1, Duration.ofSeconds(10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("queue.name")
                .hasMessageContaining("golconde.release('main')");
        QueueDrain second = source.drain(inKafka);
        awaitEpochAfter(inKafka.epoch());
        source.execute("INSERT INTO a VALUES (2, 'two')");
        assertThat(words(second, 1)).containsExactly("c a 2 two");
        assertThatThrownBy(() -> first.take(1, Duration.ofSeconds(10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("another task has taken the queue");
    }

    @Test
    void leavesAnotherOwnersTablesAlone() throws Exception {
        source.withoutExistingRows().install();
        source.execute("UPDATE golconde.queue SET owner = 'somebody'", "CREATE TABLE fresh (id int PRIMARY KEY)");

        assertThatThrownBy(() -> source.drain(null).take(1, Duration.ofSeconds(10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("belongs to somebody");
        assertThat(source.column("SELECT relation::text FROM golconde.captured_table ORDER BY 1"))
                .containsExactly("a", "b");
    }

    @Test
    void readsTheExistingRowsAgainWhereCaptureWasInstalledAnew() throws Exception {
        source.execute("INSERT INTO a VALUES (1, 'one')");
        QueueDrain first = source.drain(null);
        SourceOffset inKafka = take(first, 1).get(0).offset();
        first.close();
        source.execute("SELECT golconde.uninstall()", "INSERT INTO a VALUES (2, 'unseen')");

        QueueDrain second = source.drain(inKafka);
        assertThat(words(second, 2)).containsExactly("r a 1 one", "r a 2 unseen");
        second.close();
        source.execute("INSERT INTO a VALUES (3, 'three')");

        assertThat(words(source.drain(inKafka), 1)).containsExactly("c a 3 three");
        assertThat(Long.parseLong(source.query("SELECT epoch FROM golconde.queue")))
                .isGreaterThan(inKafka.epoch());
    }

    @Test
    void refusesToGoOnWithAGapWhereNoExistingRowsAreWanted() throws Exception {
        source.withoutExistingRows().install();
        QueueDrain first = source.drain(null);
        source.execute("INSERT INTO a VALUES (1, 'one')");
        SourceOffset inKafka = take(first, 1).get(0).offset();
        first.close();
        source.execute("SELECT golconde.uninstall()");

        assertThatThrownBy(() -> source.drain(inKafka).take(1, Duration.ofSeconds(10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("snapshot.mode");
    }

    @Test
    void keepsQueueTablesSmallUnderAnIdleTransaction() throws Exception {
        source.withoutExistingRows().install();
        try (Connection idle = source.another();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM a");
            QueueDrain drain = source.drain(null);
            for (int round = 0; round < 6; round++) {
                source.execute("INSERT INTO a SELECT %d + i, repeat('x', 200) FROM generate_series(1, 8000) i"
                        .formatted(round * 10_000));
                assertThat(take(drain, 8_000)).hasSize(8_000);
                awaitQueueBelow(4 << 20);
            }
        }
    }

    private void awaitEpochAfter(long epoch) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Long.parseLong(source.query("SELECT epoch FROM golconde.queue")) <= epoch && System.nanoTime() < end) {
            source.execute("SELECT pg_sleep(0.02)");
        }
    }

    private void awaitQueueBelow(long bytes) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        long size;
        do {
            source.execute("SELECT pg_sleep(0.1)");
            size = Long.parseLong(source.query(
                    "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relnamespace = 'golconde'::regnamespace"
                            + " AND relname ~ '^q\\d+_\\d+_\\d$'"));
        } while (size >= bytes && System.nanoTime() < end);
        assertThat(size).isLessThan(bytes);
    }
}
