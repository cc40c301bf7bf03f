package io.golconde.sink;

import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row whose key changes, which comes as two records. */
class KeyChangeTest extends TaskTest {
    @BeforeEach
    void refer() {
        TARGET.execute("""
                ALTER TABLE friend DROP CONSTRAINT friend_status_fkey, ADD FOREIGN KEY (status) REFERENCES status
                    ON DELETE CASCADE ON UPDATE CASCADE;
                CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END $$;
                CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON status FOR EACH ROW EXECUTE FUNCTION note();
                INSERT INTO status VALUES (1, 'one'), (5, 'five'); INSERT INTO friend VALUES (1, 1, 'Ann');
                TRUNCATE log""");
    }

    @Test
    void isOneUpdateThatChildrenSurvive() {
        changeKey(1, 9, "nine");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("5|five", "9|nine");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("UPDATE");
    }

    @Test
    void leavesChildrenThatADeleteWouldSetToNull() {
        TARGET.execute("ALTER TABLE friend DROP CONSTRAINT friend_status_fkey, ADD FOREIGN KEY (status)"
                + " REFERENCES status ON DELETE SET NULL ON UPDATE CASCADE");
        changeKey(1, 9, "nine");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @Test
    void isJoinedAlsoWhereABatchEndsWithinIt() {
        worker.append("status", row("id", 5), row("id", 5, "label", "V"));
        worker.append("status", row("id", 6), row("id", 6, "label", "VI"));
        changeKey(1, 9, "nine");
        worker.maxPollRecords = 3;

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("5|V", "6|VI", "9|nine");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "55P03"}) // tried again within the put, and with the next one
    void isJoinedAlsoWhereTheTargetFailsBeforeTheOtherHalf(String state) {
        TARGET.execute("""
                CREATE SEQUENCE IF NOT EXISTS writes; ALTER SEQUENCE writes RESTART;
                CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN IF nextval('writes') = 1 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '%s'; END IF; RETURN NULL; END $$;
                CREATE TRIGGER fail AFTER UPDATE ON status EXECUTE FUNCTION fail()""".formatted(state));
        worker.append("status", row("id", 5), row("id", 5, "label", "V"));
        worker.append("status", row("id", 6), row("id", 6, "label", "VI"));
        changeKey(1, 9, "nine");
        worker.maxPollRecords = 3;

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("5|V", "6|VI", "9|nine");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @Test
    void isJoinedAlsoWhereStatementsComeBetweenTheHalves() {
        settings.put("ddl.enabled", "true");
        String statement = "CREATE TABLE IF NOT EXISTS plain (id int PRIMARY KEY, a text)";

        changeKeyAround(() -> {
            worker.append("app.golconde.command", Records.commandKey(), Records.command("public", statement));
            worker.append("app.golconde.command", Records.commandKey(), Records.command("public", statement));
        });

        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
        assertThat(TARGET.rows("SELECT to_regclass('plain')")).containsExactly("plain");
    }

    @Test
    void isJoinedAlsoWhereAnotherPartitionFillsTheTransaction() {
        settings.put("batch.max.bytes", "1");
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, a text)");

        changeKeyAround(() -> {
            worker.append("plain", row("id", 1), row("id", 1, "a", "one"));
            worker.append("plain", row("id", 2), row("id", 2, "a", "two"));
        });

        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
        assertThat(TARGET.rows("SELECT count(*) FROM plain")).containsExactly("2");
    }

    /** The half that is asked for again must not be overtaken by the other one, which has come already. */
    @Test
    void isJoinedAlsoWhereAnotherPartitionComesBetweenTheHalves() {
        settings.put("batch.max.bytes", "1");
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, a text)");
        SinkRecord before = worker.append("status", row("id", 1), half(Operation.DELETE, row("id", 1)));
        SinkRecord between = worker.append("plain", row("id", 1), row("id", 1, "a", "one"));
        SinkRecord after = worker.append("status", row("id", 9), half(Operation.CREATE, row("id", 9, "label", "nine")));

        worker.start().put(List.of(before, between, after));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("5", "9");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @Test
    void isJoinedAlsoWhereATransactionIsFull() {
        settings.put("batch.max.bytes", "1");
        changeKey(1, 9, "nine");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
    }

    @Test
    void writesTheRowWhereTheOldOneIsNotThere() {
        changeKey(3, 4, "four");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id"))
                .containsExactly("1|one", "4|four", "5|five");
    }

    @Test
    void takesTheOldRowAwayWhereTheNewOneIsThere() {
        changeKey(1, 5, "V");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("5|V");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void isADeleteWhereTheOtherHalfNeverComes() {
        worker.append("status", row("id", 1), half(Operation.DELETE, row("id", 1)));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("5");
        assertThat(TARGET.rows("SELECT id FROM friend")).isEmpty();
    }

    @Test
    void followsOneRowThroughManyKeys() {
        changeKey(1, 2, "two");
        changeKey(2, 3, "three");
        worker.append("status", row("id", 3), row("id", 3, "label", "III"));
        worker.append("status", row("id", 1), row("id", 1, "label", "another"));
        changeKey(5, 2, "was five");
        changeKey(3, 4, "four");

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id"))
                .containsExactly("1|another", "2|was five", "4|four");
        assertThat(TARGET.rows("SELECT status FROM friend")).containsExactly("4");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void waitsForChildrenThatFollowByThemselves() {
        TARGET.execute("ALTER TABLE friend DROP CONSTRAINT friend_status_fkey, ADD FOREIGN KEY (status)"
                + " REFERENCES status");
        changeKey(1, 9, "nine");
        worker.create("friend");
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "5", "9");

        worker.append("friend", row("id", 1), row("id", 1, "status", 9));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("5", "9");
        assertThat(TARGET.rows("SELECT id, status, name FROM friend")).containsExactly("1|9|Ann");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void putsTheNewRowAsideWhereItIsBad() {
        worker.append("status", row("id", 5), half(Operation.DELETE, row("id", 5)));
        worker.append("status", row("id", 6), half(Operation.CREATE, row("id", 6, "label", null)));
        worker.append("status", row("id", 7), row("id", 7, "label", "seven"));

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("1", "7");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("status-0@1", "column label");
    }

    /** The new half comes with the next put. */
    private void changeKeyAround(Runnable others) {
        worker.append("status", row("id", 1), half(Operation.DELETE, row("id", 1)));
        others.run();
        worker.start();
        worker.turn();
        worker.append("status", row("id", 9), half(Operation.CREATE, row("id", 9, "label", "nine")));
        worker.deliverAll();
    }

    private void changeKey(int from, int to, String label) {
        worker.append("status", row("id", from), half(Operation.DELETE, row("id", from)));
        worker.append("status", row("id", from), nothing());
        worker.append("status", row("id", to), half(Operation.CREATE, row("id", to, "label", label)));
    }
}
