package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What apply.unit=transaction shows of a queue in one topic, and when. */
class WholeWindowsTest extends WindowTest {
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
        status(2, "two", 2);
        end(1);
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();

        end(2);
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void refusesRecordsThatHaveNoOrderAmongThem() {
        status(1, "one");
        worker.append(
                "shop.other", row("id", 2), of("status", envelope(Operation.CREATE, row("id", 2, "label", "two"))));
        worker.start();

        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("apply.unit=transaction")
                .hasMessageContaining("shop.other");
    }

    @Test
    void takesTheHalvesOfAKeyChangeTogetherThatComeWithTwoPolls() {
        cascade();
        status(7, "seven");
        worker.maxPollRecords = 3;
        end(1);
        oldHalf(1);
        newHalf(9, "nine");
        end(1);
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT status FROM friend")).containsExactly("9");
    }

    @Test
    void endsWithHalfAKeyChangeOfWhichTheOtherCannotBeRead() {
        settings.put("unknown.columns", "ignore");
        cascade();
        worker.maxPollRecords = 4;
        status(7, "seven");
        oldHalf(5);
        worker.append(QUEUE, row("id", 9), new SchemaAndValue(null, "no row"));
        end(1);
        worker.start();
        worker.turn();
        // either all of the window or nothing of it
        assertThat(TARGET.rows("SELECT id FROM status ORDER BY 1")).isIn(List.of("1", "5"), List.of("1", "7"));
    }

    @Test
    void endsWithHalfAKeyChangeOfWhichTheOtherWasFiltered() {
        cascade();
        worker.maxPollRecords = 3;
        status(7, "seven");
        oldHalf(5);
        end(1);
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status ORDER BY 1")).isIn(List.of("1", "5"), List.of("1", "7"));
    }

    @Test
    void isNotEndedByAnotherPartitionThatTheTaskGets() {
        status(1, "one");
        status(2, "two");
        status(3, "three");
        GolcondeSinkTask task = worker.start();
        worker.turn();
        task.open(List.of(new TopicPartition(QUEUE, 1)));
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();
    }

    @Test
    void truncatesATableThatHasChecksToCome() {
        settings.put("retry.backoff.ms", "1");
        settings.put("retry.timeout.ms", "300");
        TARGET.execute("ALTER TABLE friend ALTER CONSTRAINT friend_status_fkey DEFERRABLE");
        status(1, "one");
        friend(1, 1);
        truncate("friend");
        friend(2, 1);
        end(1);
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT id FROM friend")).containsExactly("2");
    }
}
