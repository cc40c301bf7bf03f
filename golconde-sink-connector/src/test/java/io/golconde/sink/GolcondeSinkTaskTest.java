package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GolcondeSinkTaskTest {
    private static final TargetTables TARGET = TargetTables.create();

    private final Map<String, String> settings = new HashMap<>(
            Map.of("name", "copy", "connection.url", TARGET.database().url(), "connection.user", "postgres"));
    private final FakeWorker worker = new FakeWorker(settings);

    @BeforeEach
    void createTables() {
        TARGET.execute("""
                DROP TABLE IF EXISTS friend, status, plain, log;
                DROP SCHEMA IF EXISTS golconde CASCADE;
                CREATE TABLE status (id int PRIMARY KEY, label text NOT NULL UNIQUE);
                CREATE TABLE friend (id int PRIMARY KEY, status int REFERENCES status, name text DEFAULT 'nobody');
                CREATE TABLE log (line text)""");
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void appliesEnvelopesInTheOrderOfTheirRecords() {
        worker.append("shop.public.status", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "new")));
        worker.append("shop.public.status", row("id", 2), envelope(Operation.READ, row("id", 2, "label", "old")));
        worker.append("shop.public.status", row("id", 1), envelope(Operation.UPDATE, row("id", 1, "label", "newer")));
        worker.append("shop.public.status", row("id", 2), envelope(Operation.DELETE, row("id", 2, "label", null)));
        worker.append("shop.public.status", row("id", 2), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("1|newer");
        assertThat(worker.committed()).containsEntry(new TopicPartition("shop.public.status", 0), 5L);
    }

    @Test
    void appliesFlatRowsTombstonesAndTruncates() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one", "__op", "c"));
        worker.append("status", truncateKey(), nothing());
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));
        worker.append("status", row("id", 2), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("3|three");
    }

    @Test
    void appliesJsonWithoutSchema() {
        worker.append("public.friend", json("id", 1L), json("id", 1L, "name", "Ann"));
        worker.append("public.friend", json("id", 1L), json("id", 1L, "status", null));
        worker.append("public.friend", json("id", 2L), json("id", 2L));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, status, name FROM friend ORDER BY id"))
                .containsExactly("1|null|Ann", "2|null|nobody");
    }

    @Test
    void leavesColumnsAloneThatARecordDoesNotHave() {
        TARGET.execute("INSERT INTO status VALUES (7, 'seven'); INSERT INTO friend VALUES (1, 7, 'Ann')");
        worker.append("friend", row("id", 1), row("id", 1, "name", "Anna", "unheard_of", 3));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM friend")).containsExactly("1|7|Anna");
    }

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
                .anyMatch(message -> message.contains("status-0@57") && message.contains("23502, column label"))
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
    void readsTheCatalogAgainWhenATableHasChanged() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        worker.deliverAll();
        TARGET.execute("ALTER TABLE status RENAME COLUMN label TO old_label; ALTER TABLE status ADD label varchar(10);"
                + " ALTER TABLE status ALTER old_label DROP NOT NULL, ALTER id TYPE bigint");
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM status ORDER BY id")).containsExactly("1|one|null", "2|null|two");
    }

    @Test
    void writesGeneratedColumnsAsTheyWant() {
        TARGET.execute("CREATE TABLE plain (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int,"
                + " twice int GENERATED ALWAYS AS (a * 2) STORED)");
        worker.append("plain", row("id", 5), row("id", 5, "a", 1, "twice", 77));
        worker.append("plain", row("id", 5), row("id", 5, "a", 2, "twice", 77));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM plain")).containsExactly("5|2|4");
    }

    @Test
    void findsTablesBySourceWhereTheTopicDoesNotTell() {
        settings.put("table.name.format", "${source.schema}.archive_${source.table}");
        TARGET.execute(
                "CREATE SCHEMA source_schema CREATE TABLE archive_source_table (id int PRIMARY KEY, label text)");
        worker.append("any", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "one")));
        worker.append("any", row("id", 2), envelope(Operation.CREATE, row("id", 2, "label", "two")));
        worker.append("any", row("id", 1), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM source_schema.archive_source_table"))
                .containsExactly("2");
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
