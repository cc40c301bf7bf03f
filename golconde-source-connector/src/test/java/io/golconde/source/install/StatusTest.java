package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What golconde.status tells a person. */
class StatusTest {
    private static final String STATE = "SELECT state FROM golconde.status";

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
        source.capture("t");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void showsAnEmptyQueue() throws SQLException {
        assertThat(source.query("SELECT queue, owner, epoch, tables, queued_bytes, queued_rows_estimate, oldest_change,"
                        + " last_progress, state FROM golconde.status"))
                .containsExactly("main|null|0|1|0|0|null|null|empty");
    }

    @Test
    void showsHowMuchIsQueuedAndSinceWhen() throws SQLException {
        source.run("INSERT INTO t SELECT i, 'some text' FROM generate_series(1, 10000) i");

        assertThat(source.value("SELECT queued_rows_estimate BETWEEN 9000 AND 11000 AND queued_bytes > 500000"
                        + " AND oldest_age < interval '1 minute' FROM golconde.status"))
                .isEqualTo("t");
        assertThat(source.value(STATE)).isEqualTo("waiting");
    }

    @Test
    void saysThatNobodyDrainsAQueue() throws SQLException {
        source.run("INSERT INTO t VALUES (1)", "UPDATE golconde.q1_1_0 SET at = now() - interval '2 hours'");
        assertThat(source.value(STATE)).isEqualTo("nobody drains this queue");

        source.run(
                "INSERT INTO golconde.progress" + " VALUES ('main', 'me', 1, '{}', '1:1:', now() - interval '1 hour')");
        assertThat(source.value(STATE)).isEqualTo("nobody drains this queue");

        source.run("UPDATE golconde.progress SET updated_at = now()");
        assertThat(source.value(STATE)).isEqualTo("drained");

        source.run("UPDATE golconde.progress SET seen = pg_current_snapshot()");
        assertThat(source.query("SELECT state, oldest_change FROM golconde.status"))
                .containsExactly("empty|null");
    }

    @Test
    void namesTheSessionsThatKeepASlotFromBeingTruncated() throws SQLException {
        String blocked = "SELECT rotation_blocked_by FROM golconde.status";
        try (Connection writer = source.connect()) {
            writer.setAutoCommit(false);
            SourceDatabase.run(writer, "SET application_name = 'night job'", "INSERT INTO t VALUES (1)");
            String process = String.valueOf(writer.unwrap(PGConnection.class).getBackendPID());
            assertThat(source.value(blocked)).as("while it is written into").isEqualTo("null");

            source.run("SELECT golconde.move_slot(1, 1)");
            assertThat(source.value(blocked)).isEqualTo("{\"" + process + " postgres night job\"}");

            writer.commit();
            assertThat(source.value(blocked)).isEqualTo("null");
        }
    }
}
