package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What apply.unit=transaction shows of a queue in one topic, and when. */
class WholeWindowsTest extends TaskTest {
    private static final String QUEUE = "shop.main";
    private static final TopicPartition PARTITION = new TopicPartition(QUEUE, 0);

    @BeforeEach
    void applyWholeWindows() {
        settings.put("apply.unit", "transaction");
        settings.put("table.name.format", "${source.table}");
        worker.maxPollRecords = 2;
    }

    @Test
    void showsNothingOfAWindowBeforeItsEnd() {
        status(1, "one");
        friend(1, 1);
        status(2, "two");
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();
        assertThat(worker.committed()).doesNotContainKey(PARTITION);

        friend(2, 2);
        end(1);
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT f.id, s.label FROM friend f JOIN status s ON s.id = f.status ORDER BY 1"))
                .containsExactly("1|one", "2|two");
        assertThat(worker.committed()).containsEntry(PARTITION, 5L);
    }

    @Test
    void showsAsManyWindowsAtOnceAsComeTogether() {
        worker.maxPollRecords = 500;
        status(1, "one");
        end(1);
        status(2, "two");
        end(1);
        status(3, "three");
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(
                        "SELECT id, xmin::text = (SELECT xmin::text FROM status WHERE id = 1) FROM status ORDER BY 1"))
                .containsExactly("1|t", "2|t");
        assertThat(worker.committed()).containsEntry(PARTITION, 4L);
    }

    @Test
    void beginsAWindowAgainThatTheServerHasCutOff() {
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
        log("a");
        end(1);
        log("b");
        log("c");
        log("d");
        worker.start();
        worker.deliverAll();
        TARGET.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'");
        log("e");
        end(1);

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d", "e");
        assertThat(worker.committed()).containsEntry(PARTITION, 7L);
    }

    @Test
    void beginsTheVeryFirstWindowAgainToo() {
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
        log("a");
        log("b");
        log("c");
        worker.start();
        worker.deliverAll();
        TARGET.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'");
        log("d");
        end(1);

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void beginsTheVeryFirstWindowAgainAfterAnotherTaskHadThePartition() {
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
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
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
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
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
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
    void putsBadRecordsAsideAndAppliesTheRestOfTheWindow() {
        status(1, "one");
        status(2, "two");
        status(3, "one");
        friend(1, 9);
        friend(2, 2);
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY 1")).containsExactly("1", "2");
        assertThat(TARGET.rows("SELECT id FROM friend")).containsExactly("2");
        assertThat(worker.deadLetters.keySet())
                .extracting(record -> record.kafkaOffset())
                .containsExactly(2L, 3L);
    }

    @Test
    void leavesNothingOfAWindowWithABadRecordThatNobodyTakes() {
        worker.deadLetters = null;
        status(1, "one");
        end(1);
        status(2, "two");
        status(3, "two");
        end(1);
        worker.start();

        assertThatThrownBy(worker::deliverAll).isInstanceOf(ConnectException.class);

        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("1");
    }

    @Test
    void checksDeferrableConstraintsAtTheEnd() {
        TARGET.execute("ALTER TABLE friend ALTER CONSTRAINT friend_status_fkey DEFERRABLE");
        friend(1, 1);
        friend(2, 2);
        status(1, "one");
        status(2, "two");
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, status FROM friend ORDER BY 1")).containsExactly("1|1", "2|2");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void findsTheRecordThatBreaksADeferredConstraint() {
        TARGET.execute("ALTER TABLE friend ALTER CONSTRAINT friend_status_fkey DEFERRABLE");
        status(1, "one");
        friend(1, 1);
        friend(2, 9);
        friend(3, 1);
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM friend ORDER BY 1")).containsExactly("1", "3");
        assertThat(worker.reasons()).hasSize(1);
    }

    @Test
    void isNotEndedByAFormerOwnerOfTheQueue() {
        status(1, "one");
        worker.append(QUEUE, row("id", 2), source("status", Operation.CREATE, row("id", 2, "label", "two"), 2));
        end(1);
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();

        end(2);
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY 1")).containsExactly("1", "2");
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
    void refusesRecordsThatHaveNoOrderAmongThem() {
        status(1, "one");
        worker.append("shop.other", row("id", 2), source("status", Operation.CREATE, row("id", 2, "label", "two"), 1));
        worker.start();

        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("apply.unit=transaction")
                .hasMessageContaining("shop.other");
    }

    private void status(int id, String label) {
        worker.append(QUEUE, row("id", id), source("status", Operation.CREATE, row("id", id, "label", label), 1));
    }

    private void friend(int id, int status) {
        worker.append(QUEUE, row("id", id), source("friend", Operation.CREATE, row("id", id, "status", status), 1));
    }

    private void log(String line) {
        worker.append(QUEUE, Records.nothing(), source("log", Operation.CREATE, row("line", line), 1));
    }

    private void end(long epoch) {
        worker.append(QUEUE, Records.endKey(), Records.end("shop", "main", epoch));
    }

    private static SchemaAndValue source(String table, Operation operation, SchemaAndValue row, long epoch) {
        SchemaAndValue envelope = envelope(operation, row, epoch);
        ((Struct) envelope.value()).getStruct("source").put("table", table);
        return envelope;
    }
}
