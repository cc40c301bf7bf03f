package io.golconde.sink;

import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several tables have one topic, and a null value does not tell of which it is. */
class MergedTopicTest extends TaskTest {
    @BeforeEach
    void createTwoTables() {
        TARGET.execute("""
                DROP TABLE IF EXISTS a, b;
                CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);
                INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1)""");
        settings.put("table.name.format", "${source.table}");
        worker.create("merged");
    }

    @Test
    void aTombstoneGoesWithTheDeleteBeforeIt() {
        append("b", "c", 2);
        append("a", "d", 1);
        worker.append("merged", json("id", 1), nothing());
        append("b", "c", 3);

        deliver();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id FROM a")).containsExactly("2");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2", "3");
    }

    /** As where the delete is compacted away, or other partitions come in between. */
    @Test
    void oneThatFollowsAnotherTablesRecordDeletesNothing() {
        append("a", "d", 1);
        append("b", "c", 2);
        worker.append("merged", json("id", 1), nothing());

        deliver();

        assertThat(worker.reasons())
                .hasSize(1)
                .allSatisfy(reason -> assertThat(reason)
                        .hasMessageContaining("merged-0@2")
                        .hasMessageContaining("table.name.format"));
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void oneThatFollowsTheDeleteOfAnotherKeyDeletesNothing() {
        append("b", "c", 2);
        append("a", "d", 1);
        worker.append("merged", json("id", 2), nothing());

        deliver();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT id FROM a")).containsExactly("2");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    /** One table's records are all that has come so far, which does not make them all that there are. */
    @Test
    void oneThatFollowsNoDeleteDeletesNothingOfTheOnlyTableSeen() {
        append("a", "c", 3);
        worker.append("merged", json("id", 1), nothing());

        deliver();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT id FROM a ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void oneInATopicNamedAfterItsOnlyTableDeletesItsRow() {
        append("app.public.a", "a", "c", 3);
        worker.append("app.public.a", json("id", 1), nothing());

        deliver();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id FROM a ORDER BY id")).containsExactly("2", "3");
    }

    @Test
    void theNameOfATopicTellsNothingOnceAnotherTablesRecordWasThere() {
        append("app.public.a", "a", "c", 3);
        append("app.public.a", "b", "c", 2);
        append("app.public.a", "a", "c", 4);
        worker.append("app.public.a", json("id", 1), nothing());

        deliver();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT id FROM a ORDER BY id")).containsExactly("1", "2", "3", "4");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aTombstoneStillGoesWithTheDeleteBeforeItBehindARestart() {
        append("a", "d", 1);
        deliver();
        worker.stop();
        worker.append("merged", json("id", 1), nothing());
        append("b", "c", 2);

        deliver();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id FROM a")).containsExactly("2");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void whatWasSeenBeforeARebalanceIsForgotten() {
        settings.put("delivery.guarantee", "at_least_once");
        append("a", "d", 1);
        deliver();
        worker.rebalance();
        append("a", "c", 1);
        worker.positions.put(new TopicPartition("merged", 0), 2L); // another task has applied it in the meantime
        worker.append("merged", json("id", 1), nothing());
        TARGET.execute("INSERT INTO a VALUES (1)");

        worker.deliverAll();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aDeleteThatComesAgainIsNotTheOneBefore() {
        TARGET.execute("""
                DROP SEQUENCE IF EXISTS attempt; CREATE SEQUENCE attempt;
                CREATE OR REPLACE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN
                    IF nextval('attempt') = 1 THEN RAISE 'once' USING ERRCODE = 'serialization_failure'; END IF;
                    RETURN NULL;
                END$$;
                CREATE TRIGGER fail_once BEFORE DELETE ON a EXECUTE FUNCTION fail_once()""");
        worker.append("merged", json("id", 1), nothing());
        append("a", "d", 1);

        deliver();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT last_value > 1 FROM attempt")).containsExactly("t");
    }

    private void append(String table, String operation, int id) {
        append("merged", table, operation, id);
    }

    private void append(String topic, String table, String operation, int id) {
        String image = operation.equals("d") ? "before" : "after";
        SchemaAndValue envelope =
                json("op", operation, image, Map.of("id", id), "source", Map.of("schema", "public", "table", table));
        worker.append(topic, json("id", id), envelope);
    }

    private void deliver() {
        worker.start();
        worker.deliverAll();
    }
}
