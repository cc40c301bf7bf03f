package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What becomes of a window that could not be applied to its end. */
class WindowAgainTest extends WindowTest {
    @Test
    void beginsAWindowAgainThatTheServerHasCutOff() {
        onlyAdd();
        log("a");
        end(1);
        log("b");
        log("c");
        log("d");
        worker.start();
        worker.deliverAll();
        cutOff();
        log("e");
        end(1);

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d", "e");
        assertThat(worker.committed()).containsEntry(PARTITION, 7L);
    }

    @Test
    void beginsTheVeryFirstWindowAgainToo() {
        onlyAdd();
        log("a");
        log("b");
        log("c");
        worker.start();
        worker.deliverAll();
        cutOff();
        log("d");
        end(1);

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void beginsTheVeryFirstWindowAgainAfterAnotherTaskHadThePartition() {
        onlyAdd();
        log("a");
        log("b");
        log("c");
        worker.start();
        worker.deliverAll();
        TARGET.execute("""
                UPDATE golconde.sink_offset SET epoch = epoch + 1;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'""");
        log("d");
        end(1);

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void endsAfterTheTimeForRetries() throws SQLException {
        settings.put("lock.timeout.ms", "100");
        settings.put("retry.backoff.ms", "1");
        settings.put("retry.timeout.ms", "500");
        status(1, "one");
        end(1);
        worker.start();
        worker.deliverAll();
        friend(1, 1);
        friend(2, 1);
        status(2, "two");
        end(1);
        try (Connection other = TARGET.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE status IN EXCLUSIVE MODE");

            assertThatThrownBy(worker::deliverAll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("retry.timeout.ms");
        }
        assertThat(TARGET.rows("SELECT id FROM friend")).isEmpty();
    }

    @Test
    void appliesAWindowOnceWhereTheAnswerToItsCommitIsLost() throws IOException {
        try (LossyProxy proxy = new LossyProxy(TARGET.database().server().port())) {
            settings.put("insert.mode", "insert");
            settings.put("pk.mode", "none");
            settings.put(
                    "connection.url",
                    "jdbc:postgresql://127.0.0.1:" + proxy.port() + '/'
                            + TARGET.database().name());
            log("a");
            end(1);
            worker.start();
            worker.deliverAll();
            log("b");
            log("c");
            proxy.loseTheNextAnswerToCommit();
            end(1);
            log("d");
            end(1);

            worker.deliverAll();

            assertThat(proxy.isArmed()).isFalse();
            assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void beginsAWindowAgainAfterARestart() {
        onlyAdd();
        log("a");
        end(1);
        log("b");
        log("c");
        worker.start();
        worker.deliverAll();
        worker.stop();
        log("d");
        end(1);

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void takesBackAWindowWithItsPartition() {
        log("a");
        onlyAdd();
        GolcondeSinkTask task = worker.start();
        worker.deliverAll();

        task.close(List.of(PARTITION));

        assertThat(TARGET.rows("SELECT state FROM pg_stat_activity WHERE application_name = 'golconde copy'"))
                .containsExactly("idle");
        task.open(List.of(PARTITION));
        worker.positions.clear();
        end(1);
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("a");
    }

    @Test
    void stopsWhereATableIsGoneForGood() {
        status(1, "one");
        end(1);
        worker.start();
        worker.deliverAll();
        TARGET.execute("ALTER TABLE friend RENAME TO friend_2; ALTER TABLE status RENAME TO status_2");
        status(2, "two");
        status(3, "three");
        status(4, "four");
        end(1);

        try {
            assertThatThrownBy(worker::deliverAll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("status");
        } finally {
            TARGET.execute("ALTER TABLE friend_2 RENAME TO friend; ALTER TABLE status_2 RENAME TO status");
        }
    }

    @Test
    void asksForHalfAKeyChangeAgainInAWindowThatComesAgain() {
        cascade();
        status(7, "seven");
        oldHalf(1);
        newHalf(9, "nine");
        status(8, "seven"); // bad
        end(1);
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @Test
    void countsTheTimeForRetriesFromOneCommitToTheNext() {
        settings.put("retry.backoff.ms", "1");
        settings.put("retry.timeout.ms", "1000");
        TARGET.execute("""
                CREATE TABLE plain (id int);
                CREATE OR REPLACE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN IF EXISTS (SELECT FROM plain) THEN RAISE 'busy' USING ERRCODE = '55P03'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER busy BEFORE INSERT ON status FOR EACH ROW EXECUTE FUNCTION busy()""");
        status(1, "1");
        worker.start();
        worker.deliverAll();
        for (int i = 0; i < 2; i++) {
            TARGET.execute("INSERT INTO plain VALUES (1)");
            end(1);
            status(10 + i, "x" + i);
            worker.turn(); // commits the window before; the next one is refused for a moment
            TARGET.execute("DELETE FROM plain");
            worker.deliverAll();
            for (int j = 0; j < 5; j++) {
                end(1);
                status(20 + 5 * i + j, "y" + i + j);
                worker.deliverAll();
            }
            long committed = System.nanoTime();
            Await.until(
                    "more than the time for retries",
                    Duration.ofSeconds(10),
                    () -> System.nanoTime() - committed
                            > Duration.ofMillis(1_500).toNanos());
        }
        end(1);
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT count(*) FROM status")).containsExactly("13");
    }

    @Test
    void endsAfterTheTimeForRetriesWhereTheTargetRollsBackForEver() {
        settings.put("retry.backoff.ms", "1");
        settings.put("retry.timeout.ms", "300");
        TARGET.execute("""
                CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE 'never' USING ERRCODE = '40001'; END $$;
                CREATE TRIGGER never BEFORE INSERT ON status FOR EACH ROW EXECUTE FUNCTION never()""");
        status(1, "one");
        end(1);
        worker.start();
        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms");
    }

    @Test
    void beginsWithTheFirstRecordWhereAnotherServerHasNone() {
        log("a");
        end(1);
        log("b");
        end(1);
        log("c");
        log("d");
        onlyAdd();
        worker.start();
        worker.deliverAll();
        TARGET.execute("""
                DELETE FROM log;
                UPDATE golconde.sink_offset SET next_offset = NULL, record_offset = NULL, record_timestamp = NULL;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'""");
        log("e");
        end(1);
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d", "e");
    }
}
