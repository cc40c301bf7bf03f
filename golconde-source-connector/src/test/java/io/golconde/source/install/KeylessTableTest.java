package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a key, rows can be added and all be taken away; that one was changed, nobody can be told. */
class KeylessTableTest {
    private static final String INCOMPLETE = "SELECT incomplete_tables FROM golconde.status";

    private SourceDatabase source;

    @BeforeEach
    void captureTable() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE log (v text, at int)");
        source.capture("public.log");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void insertsAreQueuedWithThePlaceOfTheRow() throws SQLException {
        source.run("INSERT INTO log VALUES ('a', 1), ('a', 1)", "TRUNCATE log", "INSERT INTO log VALUES ('b')");

        assertThat(source.query("SELECT op, c1, c2, row_place FROM golconde.q1_1_0 ORDER BY lsn"))
                .containsExactly("i|a|1|(0,1)", "i|a|1|(0,2)", "t|null|null|null", "i|b|null|(0,1)");
        assertThat(source.value(
                        "SELECT count(DISTINCT row_file) || ' ' || bool_or(row_file = pg_relation_filenode('log'))"
                                + " FROM golconde.q1_1_0"))
                .isEqualTo("2 true");
        assertThat(source.value(INCOMPLETE)).isEqualTo("null");
    }

    @Test
    void updatesAndDeletesSucceedAndAreNotedOnce() throws SQLException {
        source.run("INSERT INTO log VALUES ('a', 1), ('b', 2), ('c', 3)", "DELETE FROM log WHERE at > 5");
        assertThat(source.value(INCOMPLETE)).isEqualTo("null");

        source.run("UPDATE log SET at = at + 1", "DELETE FROM log");

        assertThat(source.query("SELECT op FROM golconde.q1_1_0"))
                .containsOnly("i")
                .hasSize(3);
        assertThat(source.query("SELECT table_id FROM golconde.missed_change")).containsExactly("1");
        assertThat(source.value(INCOMPLETE)).isEqualTo("{log}");
    }

    @Test
    void theConnectorWarnsWithWhatToDo() throws SQLException {
        source.run("INSERT INTO log VALUES ('a', 1)");
        assertThat(warnings()).isEmpty();

        source.run("DELETE FROM log");

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("table public.log", "message.key.columns")
                .endsWith("SELECT golconde.stop_capture('\"public\".\"log\"');"
                        + " SELECT golconde.capture('main', '\"public\".\"log\"');");
    }

    private List<String> warnings() throws SQLException {
        return CapturePlan.of(
                        SourceDatabase.settings("public\\.log"),
                        SourceServer.read(source.connection()),
                        List.of(),
                        CapturedTable.all(source.connection()),
                        new TopicClaims(null),
                        false)
                .warnings();
    }

    @Test
    void aWriterDoesNotWaitForAnothersNote() throws SQLException {
        source.run("INSERT INTO log VALUES ('a', 1), ('b', 2)", "SET lock_timeout = '2s'");
        try (Connection writer = source.connect()) {
            writer.setAutoCommit(false);
            SourceDatabase.run(writer, "DELETE FROM log WHERE at = 1");

            source.run("DELETE FROM log WHERE at = 2");

            writer.commit();
        }
        assertThat(source.value(INCOMPLETE)).isEqualTo("{log}");
    }

    @Test
    void theNoteGoesWithTheCaptureThatMissedTheChange() throws SQLException {
        source.run("INSERT INTO log VALUES ('a', 1)", "DELETE FROM log", "ALTER TABLE log ADD PRIMARY KEY (at)");
        assertThat(source.value(INCOMPLETE)).isEqualTo("{log}");

        source.run("SELECT golconde.stop_capture('log')");
        source.capture("log");
        source.run("SELECT golconde.retire(1, g, pg_current_snapshot()) FROM generate_series(1, 2) g");

        assertThat(source.value(INCOMPLETE)).isEqualTo("null");
        assertThat(source.query("SELECT * FROM golconde.missed_change")).isEmpty();
    }

    @Test
    void aKeyMakesChangesTellable() throws SQLException {
        source.run("ALTER TABLE log ADD PRIMARY KEY (at)", "INSERT INTO log VALUES ('a', 1)", "DELETE FROM log");

        assertThat(source.query("SELECT op, c1, c2 FROM golconde.q1_2_0 ORDER BY lsn"))
                .containsExactly("i|a|1", "d|a|1");
        assertThat(source.value(INCOMPLETE)).isEqualTo("null");
    }

    @Test
    void aKeyMayBeLost() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
        source.capture("t");
        source.run("SELECT golconde.capture('main', 'log', 'row')", "ALTER TABLE t DROP id");

        source.run("INSERT INTO t VALUES ('a')", "UPDATE t SET v = 'b'");

        assertThat(source.query("SELECT op, c2 FROM golconde.q2_2_0")).containsExactly("i|a");
        assertThat(source.value(INCOMPLETE)).isEqualTo("{t}");
    }

    @Test
    void aKeyMayBeLostWhereOnlyItWasQueued() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)", "SELECT golconde.capture('main', 't', 'key')");
        source.run("ALTER TABLE t DROP id");

        source.run("INSERT INTO t VALUES ('a')", "TRUNCATE t");

        assertThat(source.query("SELECT op FROM golconde.q2_2_0")).containsExactly("t");
        assertThat(source.value(INCOMPLETE)).isEqualTo("{t}");
    }

    @Test
    void partitionsThatLeaveWithRowsAreNoted() throws SQLException {
        source.run(
                "CREATE TABLE t (id int) PARTITION BY LIST (id)",
                "CREATE TABLE one PARTITION OF t FOR VALUES IN (1)",
                "CREATE TABLE two PARTITION OF t FOR VALUES IN (2)",
                "INSERT INTO t VALUES (1)");
        source.capture("t");

        source.run("ALTER TABLE t DETACH PARTITION two");
        assertThat(source.value(INCOMPLETE)).isEqualTo("null");
        source.run(
                "INSERT INTO two VALUES (2)", "ALTER TABLE t ATTACH PARTITION two FOR VALUES IN (2)", "TRUNCATE two");

        assertThat(source.query("SELECT op, c1, row_file = pg_relation_filenode('two') FROM golconde.q2_1_0"))
                .as("the file before the TRUNCATE")
                .containsExactly("i|2|f");
        assertThat(source.value(INCOMPLETE)).isEqualTo("{t}");
    }

    @Test
    void isRefusedWhereOnlyKeysAreCaptured() throws SQLException {
        source.run("CREATE TABLE t (v text)");
        assertThatThrownBy(() -> source.run("SELECT golconde.capture('main', 't', 'key')"))
                .hasMessageContaining("has no primary key, and only keys can be captured")
                .hasMessageContaining("message.key.columns");

        source.run("ALTER EVENT TRIGGER golconde_ddl DISABLE");

        assertThatThrownBy(() -> source.capture("t")).hasMessageContaining("only keys can be captured");
        assertThat(new SourceChecks(List.of(SourceDatabase.settings("public\\.t"))).findings(source.connection()))
                .containsExactly(new Finding(
                        "message.key.columns",
                        "Table public.t has no primary key, and without the event trigger of a superuser only keys are"
                                + " captured: set message.key.columns=public.t:column with the columns that identify a row,"
                                + " or exclude the table with table.exclude.list."));
    }
}
