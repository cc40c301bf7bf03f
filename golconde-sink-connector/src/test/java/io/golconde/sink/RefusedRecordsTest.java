package io.golconde.sink;

import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What happens to records that the target does not take, and to those around them. */
class RefusedRecordsTest extends TaskTest {
    @Test
    void letsAChildWaitForItsParentWhileOthersGoOn() {
        TARGET.execute("ALTER TABLE log ADD PRIMARY KEY (line)");
        worker.append("friend", row("id", 1), row("id", 1, "status", 7));
        worker.append("friend", row("id", 2), row("id", 2, "status", null));
        worker.append("log", row("line", "a"), row("line", "a"));
        worker.create("status");
        worker.start();
        worker.turn();
        assertThat(worker.paused).containsExactly(new TopicPartition("friend", 0));
        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("a");
        assertThat(TARGET.rows("SELECT id FROM friend")).isEmpty();

        worker.append("status", row("id", 7), row("id", 7, "label", "seven"));
        worker.turn();
        assertThat(worker.paused).isEmpty();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, status FROM friend ORDER BY id")).containsExactly("1|7", "2|null");
    }

    @Test
    void writesParentsFirstAndDeletesChildrenFirst() {
        TARGET.execute("INSERT INTO status VALUES (1, 'one'); INSERT INTO friend VALUES (1, 1, 'Ann')");
        worker.append("friend", row("id", 2), row("id", 2, "status", 2));
        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("friend", row("id", 1), nothing());

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT f.id, s.id FROM friend AS f JOIN status AS s ON s.id = f.status"))
                .containsExactly("2|2");
        assertThat(TARGET.rows("SELECT count(*) FROM status")).containsExactly("1");
    }

    @Test
    void changesTheKeyOfAParentBeforeItsChildrenFollow() {
        TARGET.execute("INSERT INTO status VALUES (1, 'one'); INSERT INTO friend VALUES (1, 1, 'Ann')");
        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 9), row("id", 9, "label", "nine"));
        worker.create("friend");
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "9");

        worker.append("friend", row("id", 1), row("id", 1, "status", 9));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("9");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void changesTheKeysOfParentsWhoseChildrenFollowInAnotherOrder() {
        TARGET.execute("""
                INSERT INTO status VALUES (1, 'one'), (2, 'two');
                INSERT INTO friend VALUES (1, 1), (2, 2), (3, 1)""");
        worker.append("friend", row("id", 1), row("id", 1, "status", 11));
        worker.append("friend", row("id", 2), row("id", 2, "status", 12));
        worker.append("friend", row("id", 3), row("id", 3, "status", 11));
        worker.create("status");
        worker.start();
        worker.turn();

        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 11), row("id", 11, "label", "eleven"));
        worker.append("status", row("id", 2), nothing());
        worker.append("status", row("id", 12), row("id", 12, "label", "twelve"));
        worker.append("status", row("id", 12), row("id", 12, "label", "a dozen"));
        worker.append("status", row("id", 13), row("id", 13, "label", "two")); // which 2 still has
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id"))
                .containsExactly("11|eleven", "12|a dozen", "13|two");
        assertThat(TARGET.rows("SELECT id, status FROM friend ORDER BY id")).containsExactly("1|11", "2|12", "3|11");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void doesNotWaitLongForAUniqueValueThatNobodyFrees() {
        settings.put("unique.value.wait.ms", "0");
        TARGET.execute("INSERT INTO status VALUES (1, 'one')");
        worker.append("status", row("id", 2), row("id", 2, "label", "one"));
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "3");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("status-0@0", "23505", "status_label_key");
    }

    @Test
    void waitsForAUniqueValueThatAnotherPartitionFrees() {
        settings.put("table.name.format", "status");
        TARGET.execute("INSERT INTO status VALUES (1, 'one')");
        worker.append("half", row("id", 2), row("id", 2, "label", "one"));
        worker.create("other half");
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("1");

        worker.append("other half", row("id", 1), row("id", 1, "label", "uno"));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("1|uno", "2|one");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void emptiesATableOnceNothingRefersToIt() {
        TARGET.execute("INSERT INTO status VALUES (1, 'one'); INSERT INTO friend VALUES (1, 1, 'Ann')");
        worker.append("status", truncateKey(), nothing());
        worker.create("friend");
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("1");

        worker.append("friend", truncateKey(), nothing());
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void putsAChildAsideWhoseParentNeverComes() {
        settings.put("foreign.key.wait.ms", "30");
        worker.append("friend", row("id", 1), row("id", 1, "status", 7));
        worker.append("friend", row("id", 2), row("id", 2, "status", null));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM friend")).containsExactly("2");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("friend-0@0", "public.friend", "23503", "friend_status_fkey");
    }

    @Test
    void putsABadRecordAsideAndCommitsTheOthers() {
        for (int i = 0; i < 100; i++) {
            worker.append("status", row("id", i), row("id", i, "label", i == 57 ? null : "label " + i));
        }
        worker.append("status", row("id", 200), row("id", "not a number", "label", "secret"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT count(*) FROM status")).containsExactly("99");
        assertThat(worker.reasons())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason)
                        .hasNoCause()
                        .hasMessageNotContaining("secret")
                        .hasMessageNotContaining("not a number"));
        assertThat(worker.reasons())
                .extracting(Throwable::getMessage)
                .anyMatch(message -> message.contains("status-0@57")
                        && message.contains("23502 (null where none may be), column label"))
                .anyMatch(message -> message.contains("status-0@100") && message.contains("Column id"));
    }

    @Test
    void stopsAtABadRecordThatNobodyTakes() {
        worker.deadLetters = null;
        worker.append("status", row("id", 1), row("id", 1, "label", null));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("status-0@0")
                .hasMessageContaining("public.status")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
    }

    @Test
    void movesAUniqueValueFromRowToRow() {
        TARGET.execute("INSERT INTO status VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        worker.append("status", row("id", 3), row("id", 3, "label", "free"));
        worker.append("status", row("id", 2), row("id", 2, "label", "c"));
        worker.append("status", row("id", 1), row("id", 1, "label", "b"));
        worker.append("status", row("id", 3), row("id", 3, "label", "a"));

        worker.start();
        worker.deliverAll();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("1|b", "2|c", "3|a");
    }

    @Test
    void stopsWithWhatToDoAboutTheTarget() {
        worker.append("nowhere", row("id", 1), row("id", 1));
        worker.start();
        assertThatThrownBy(worker::turn)
                .hasMessageContaining("\"public\".\"nowhere\"")
                .hasMessageContaining("create it");

        TARGET.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        settings.putAll(Map.of("connection.user", "guest", "connection.password", "guest"));
        worker.start();
        assertThatThrownBy(worker::turn)
                .hasMessageContaining("golconde.sink_offset")
                .hasMessageContaining("CREATE TABLE");

        settings.put("connection.password", "wrong");
        worker.start();
        assertThatThrownBy(worker::turn).hasMessageContaining("28P01").hasMessageContaining("password");
    }

    @Test
    void comesBackLaterWhileTheTargetIsOutOfReach() {
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:1/none");
        settings.put("retry.backoff.ms", "40");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();

        assertThat(worker.turn()).isFalse();
        assertThat(worker.turn()).isFalse();

        assertThat(worker.timeouts).containsExactly(40L, 80L);
    }

    @Test
    void givesUpWhenTheTargetIsOutOfReachForTooLong() {
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:1/none");
        settings.put("retry.timeout.ms", "0");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        worker.turn();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms")
                .hasMessageContaining("08001");
    }
}
