package io.golconde.sink;

import static io.golconde.sink.Records.command;
import static io.golconde.sink.Records.commandKey;
import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The source's DDL statements in windows that are applied whole. */
class WindowCommandsTest extends WindowTest {
    private static final String COLUMN =
            "SELECT count(*) FROM pg_attribute WHERE attrelid = 'status'::regclass AND attname = 'note'";

    @BeforeEach
    void apply() {
        settings.put("ddl.enabled", "true");
    }

    @Test
    void showsAStatementWithItsWindow() {
        status(1, "one");
        execute("ALTER TABLE status ADD note text");
        note(2, "two");
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows(COLUMN)).containsExactly("0");

        note(3, "three");
        end(1);
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, note FROM status ORDER BY id"))
                .containsExactly("1|null", "2|two", "3|three");
        assertThat(worker.committed()).containsEntry(PARTITION, 5L);
    }

    @Test
    void knowsTheTablesAsTheyAreAgainWhereAStatementIsTakenBack() {
        status(1, "one");
        execute("ALTER TABLE status ALTER label TYPE int USING length(label)");
        status(2, "22");
        worker.start();
        worker.turn();
        worker.turn();
        cutOff();
        status(4, "44");
        end(1);
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("1|3", "2|22", "4|44");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void writesWhatFollowsUnderTheTargetsOwnSearchPath() {
        TARGET.execute("ALTER TABLE status ADD path text DEFAULT current_setting('search_path')");
        worker.append(QUEUE, commandKey(), command("pg_catalog", "ALTER TABLE public.friend ADD note text"));
        status(1, "one");
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT path FROM status")).containsExactly("\"$user\", public");
    }

    @Test
    void executesAStatementAgainWhereItsWindowIsDivided() {
        execute("ALTER TABLE status ADD note text");
        note(1, "one");
        note(1, null);
        friend(1, 9);
        note(2, "two");
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, note FROM status ORDER BY id")).containsExactly("1|null", "2|two");
        assertThat(worker.deadLetters).hasSize(1);
    }

    @Test
    void altersATableOfWhichRowsAreStillToBeChecked() {
        TARGET.execute("ALTER TABLE friend ALTER CONSTRAINT friend_status_fkey DEFERRABLE");
        status(1, "one");
        friend(1, 1);
        execute("ALTER TABLE friend ADD note text");
        friend(2, 3);
        status(3, "three");
        end(1);
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, status, note FROM friend ORDER BY id"))
                .containsExactly("1|1|null", "2|3|null");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void leavesNothingOfAWindowWhoseStatementIsRefused() {
        status(1, "one");
        execute("ALTER TABLE status ADD label text");
        end(1);
        worker.start();

        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("shop.main-0@1")
                .hasMessageContaining("42701");
        assertThat(TARGET.rows("SELECT * FROM status")).isEmpty();
    }

    private void execute(String sql) {
        worker.append(QUEUE, commandKey(), command("public", sql));
    }

    private void note(int id, String note) {
        worker.append(
                QUEUE,
                row("id", id),
                of("status", envelope(Operation.CREATE, row("id", id, "label", "label " + id, "note", note))));
    }
}
