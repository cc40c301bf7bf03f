package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What is applied when Kafka, the connection or another task is not where it was. */
class ExactlyOnceTest extends TaskTest {
    @Test
    void appliesEachRecordOnceWhateverKafkaForgets() {
        settings.put("insert.mode", "insert");
        worker.append("log", nothing(), row("line", "a"));
        worker.append("log", nothing(), row("line", "b"));
        worker.start();
        worker.deliverAll();
        worker.stop();
        worker.positions.clear();
        worker.append("log", nothing(), row("line", "c"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("a", "b", "c");
    }

    /** As the source sends a table without a key: equal rows are different ones. */
    @Test
    void addsRowsWithoutAKeyOnceEach() {
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
        worker.append("log", nothing(), envelope(Operation.READ, row("line", "before")));
        worker.append("log", truncateKey(), nothing());
        worker.append("log", nothing(), envelope(Operation.CREATE, row("line", "a")));
        worker.append("log", nothing(), envelope(Operation.CREATE, row("line", "a")));
        worker.start();
        worker.deliverAll();
        worker.stop();
        worker.positions.clear();
        worker.append("log", nothing(), envelope(Operation.CREATE, row("line", "b")));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("a", "a", "b");
    }

    @Test
    void appliesOnceWhatWasCommittedWithoutAnAnswer() throws IOException {
        try (LossyProxy proxy = new LossyProxy(TARGET.database().server().port())) {
            settings.put("insert.mode", "insert");
            settings.put(
                    "connection.url",
                    "jdbc:postgresql://127.0.0.1:" + proxy.port() + '/'
                            + TARGET.database().name());
            worker.append("log", nothing(), row("line", "a"));
            worker.start();
            worker.deliverAll();
            worker.append("log", nothing(), row("line", "b"));
            proxy.loseTheNextAnswerToCommit();

            worker.deliverAll();

            assertThat(proxy.isArmed()).isFalse();
            assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("a", "b");
            assertThat(worker.committed()).containsEntry(new TopicPartition("log", 0), 2L);
        }
    }

    @Test
    void goesOnAfterTheServerHasCutItOff() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        worker.deliverAll();
        TARGET.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'");
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "2");
        assertThat(worker.timeouts).isEmpty();
    }

    @Test
    void appliesAgainWhatAnotherServerLacks() {
        settings.put("insert.mode", "insert");
        for (String line : List.of("a", "b", "c")) {
            worker.append("log", nothing(), row("line", line));
            if (line.equals("a")) {
                worker.start();
            }
            worker.deliverAll();
        }
        asAStandbyThatHadFollowedUpTo(1);
        worker.append("log", nothing(), row("line", "d"));

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("a", "b", "c", "d");
        assertThat(worker.committed()).containsEntry(new TopicPartition("log", 0), 4L);
    }

    private static void asAStandbyThatHadFollowedUpTo(int records) {
        TARGET.execute("""
                DELETE FROM log WHERE line >= chr(97 + %1$d);
                UPDATE golconde.sink_offset
                SET next_offset = %1$d, record_offset = %1$d - 1, record_timestamp = 1000 + %1$d - 1;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'""".formatted(records));
    }

    @Test
    void fencesOffATaskThatLostItsPartitions() {
        settings.put("insert.mode", "insert");
        worker.append("log", nothing(), row("line", "a"));
        GolcondeSinkTask zombie = worker.start();
        worker.deliverAll();
        var late = worker.append("log", nothing(), row("line", "b"));
        worker.start();
        worker.deliverAll();

        zombie.put(List.of(late));

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("a", "b");
        zombie.stop();
    }

    @Test
    void noticesThatATopicWasMadeAnew() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("status", row("id", 1), row("id", 1, "label", "uno"));
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.start();
        worker.deliverAll();
        worker.stop();
        worker.recreate("status");
        worker.positions.clear();
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));

        worker.start();
        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("status-0@2")
                .hasMessageContaining("on.topic.recreated=restart");
        worker.stop();
        settings.put("on.topic.recreated", "restart");
        worker.positions.clear();
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void dropsWhatAnEarlierOwnerOfTheQueueStillSends() {
        worker.append("status", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "new"), 2));
        worker.append("status", row("id", 1), envelope(Operation.UPDATE, row("id", 1, "label", "stale"), 1));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT label FROM status")).containsExactly("new");
    }

    @Test
    void keepsNoOffsetsOfItsOwnAtLeastOnce() {
        settings.put("delivery.guarantee", "at_least_once");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));

        worker.start();
        worker.deliverAll();

        assertThat(worker.committed()).containsEntry(new TopicPartition("status", 0), 1L);
        assertThat(TARGET.rows("SELECT to_regnamespace('golconde')")).containsExactly("null");
    }
}
