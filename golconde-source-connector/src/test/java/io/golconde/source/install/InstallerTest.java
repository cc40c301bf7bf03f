package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector installs by itself. */
class InstallerTest {
    /** What PostgreSQL writes when it changes a row: the same before and after when nothing was touched. */
    private static final String VERSIONS = """
            SELECT oid, xmin FROM pg_proc WHERE pronamespace = 'golconde'::regnamespace
            UNION ALL SELECT oid, xmin FROM pg_class
            UNION ALL SELECT oid, xmin FROM pg_trigger
            UNION ALL SELECT oid, xmin FROM pg_event_trigger
            UNION ALL SELECT 0, xmin FROM golconde.installed_file
            UNION ALL SELECT 0, xmin FROM golconde.captured_table
            ORDER BY 1""";

    private SourceDatabase source;

    @BeforeEach
    void createTable() throws SQLException {
        source = SourceDatabase.empty();
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void capturesTheSelectedTables() throws SQLException {
        source.run("CREATE TABLE other (id int PRIMARY KEY)");

        ensure("public\\.t");
        source.run("INSERT INTO t VALUES (1, 'a')", "INSERT INTO other VALUES (1)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\"}");
        assertThat(source.query("SELECT queue, relation, capture FROM golconde.captured_table"))
                .containsExactly("main|t|row");
    }

    @Test
    void touchesNothingWhenNothingChanged() throws SQLException {
        ensure("public\\.t");
        List<String> before = source.query(VERSIONS);

        ensure("public\\.t");

        assertThat(source.query(VERSIONS)).isEqualTo(before);
    }

    @Test
    void upgradesOnlyTheFilesThatDiffer() throws SQLException {
        ensure("public\\.t");
        source.run("CREATE OR REPLACE FUNCTION golconde.release(queue text) RETURNS void LANGUAGE sql AS 'SELECT 1'");
        source.run("UPDATE golconde.installed_file SET checksum = 'old' WHERE name = 'functions/release'");
        source.run("CREATE OR REPLACE FUNCTION golconde.capture_1_insert() RETURNS trigger LANGUAGE plpgsql"
                + " SECURITY DEFINER AS 'BEGIN RETURN NULL; END'");
        List<String> before = source.query(VERSIONS);

        ensure("public\\.t");
        source.run("INSERT INTO t VALUES (1, 'a')");

        List<String> after = source.query(VERSIONS);
        assertThat(after).hasSameSizeAs(before);
        after.removeAll(before);
        assertThat(after)
                .as("release, capture_1_insert, its trigger, installed_file")
                .hasSize(4);
        assertThat(source.queued()).hasSize(1);
    }

    @Test
    void leavesTheSchemaOfANewerConnectorAlone() throws SQLException {
        ensure("public\\.t");
        source.run("UPDATE golconde.installed_file SET version = 99, checksum = 'new'");
        List<String> before = source.query(VERSIONS);

        ensure("public\\.t");

        assertThat(source.query(VERSIONS)).isEqualTo(before);
    }

    @Test
    void refreshesWhatWasAlteredUnnoticed() throws SQLException {
        ensure("public\\.t");
        source.run("ALTER EVENT TRIGGER golconde_ddl DISABLE", "ALTER TABLE t ADD n int");
        source.run("ALTER TABLE t DISABLE TRIGGER \"!golconde_1_delete\"", "ALTER EVENT TRIGGER golconde_ddl ENABLE");

        ensure("public\\.t");
        source.run("INSERT INTO t VALUES (1, 'a', 2)", "ALTER TABLE t DISABLE TRIGGER \"!golconde_1_delete\"");
        ensure("public\\.t");
        source.run("DELETE FROM t");

        assertThat(source.queued())
                .containsExactly("i {\"c1\": 1, \"c2\": \"a\", \"c3\": 2}", "d {\"c1\": 1, \"c2\": \"a\", \"c3\": 2}");
    }

    @Test
    void bringsTheEventTriggersBack() throws SQLException {
        ensure("public\\.t");
        source.run("DROP EVENT TRIGGER golconde_ddl", "DROP EVENT TRIGGER golconde_drop");

        ensure("public\\.t");

        assertThat(source.query("SELECT evtname FROM pg_event_trigger ORDER BY 1"))
                .containsExactly("golconde_ddl", "golconde_drop");
    }

    @Test
    void neverStopsACapture() throws SQLException {
        source.run("CREATE TABLE other (id int PRIMARY KEY)");
        ensure("public\\.(t|other)");

        ensure("public\\.t");
        source.run("INSERT INTO other VALUES (1)");

        assertThat(source.queued()).hasSize(1);
    }

    @Test
    void refusesAPipelineWithATableThatCannotBeCaptured() throws SQLException {
        source.run("CREATE TABLE log (v text)");

        assertThatThrownBy(() -> new Installer(withKeys("log", "v")).ensure(source.connection()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("message.key.columns: Table public.log may have NULL in column v");
        assertThat(source.query("SELECT * FROM golconde.captured_table")).isEmpty();
    }

    @Test
    void doesNotStopARunningPipelineForANewTableThatCannotBeCaptured() throws SQLException {
        ensure("public\\..*");
        source.run("CREATE TABLE log (v text)", "CREATE TABLE fresh (id int PRIMARY KEY)");

        new Installer(new InstallSettings(
                        "main",
                        TableQueues.only("main"),
                        SourceDatabase.selection("public\\..*"),
                        false,
                        new NamedKeys(Map.of("public\\.log", List.of(new Identifier("v")))),
                        List.of(),
                        CaptureLevel.AUTO,
                        null))
                .ensure(source.connection());

        assertThat(source.query("SELECT relation FROM golconde.captured_table ORDER BY id"))
                .containsExactly("t", "fresh");
    }

    @Test
    void usesTheKeyColumnsGivenAndFollowsThem() throws SQLException {
        source.run("CREATE TABLE log (a int NOT NULL, b int NOT NULL)");

        new Installer(withKeys("log", "a")).ensure(source.connection());
        source.run("INSERT INTO log VALUES (1, 1)", "UPDATE log SET a = 2");
        new Installer(withKeys("log", "b")).ensure(source.connection());
        source.run("UPDATE log SET a = 3", "UPDATE log SET b = 4");

        assertThat(source.query("SELECT key_columns FROM golconde.captured_table"))
                .containsExactly("{2}");
        assertThat(source.queued())
                .extracting(change -> change.charAt(0))
                .containsExactly('i', 'D', 'C', 'u', 'D', 'C');
    }

    @Test
    void refusesTheTableOfAnotherQueue() throws SQLException {
        ensure("public\\.t");

        assertThatThrownBy(() -> new Installer(new InstallSettings(
                                "second",
                                TableQueues.only("second"),
                                SourceDatabase.selection("public\\.t"),
                                false,
                                NamedKeys.NONE,
                                List.of(),
                                CaptureLevel.AUTO,
                                null))
                        .ensure(source.connection()))
                .hasMessageContaining("queue.name: Table public.t is captured into the queue main")
                .hasMessageContaining("SELECT golconde.stop_capture('\"public\".\"t\"')");
    }

    @Test
    void namesTheNearestTablesWhenNoneMatches() {
        assertThatThrownBy(() -> ensure("public\\.tt"))
                .hasMessage("table.include.list: No table matches; the nearest are public.t.");
    }

    @Test
    void waitsOnlyShortlyForWriters() throws SQLException {
        try (Connection writer = source.connect()) {
            writer.setAutoCommit(false);
            SourceDatabase.run(writer, "INSERT INTO t VALUES (1)");

            assertThatThrownBy(() -> ensure("public\\.t"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            writer.rollback();
        }
        ensure("public\\.t");
        assertThat(source.connection().getAutoCommit()).isTrue();
    }

    @Test
    void leavesNothingBehindWhenUninstalled() throws SQLException {
        String everything = """
                SELECT 'class', relname FROM pg_class WHERE relname !~ '^pg_toast'
                UNION ALL SELECT 'proc', proname FROM pg_proc
                UNION ALL SELECT 'trigger', tgname FROM pg_trigger
                UNION ALL SELECT 'event trigger', evtname FROM pg_event_trigger
                UNION ALL SELECT 'schema', nspname FROM pg_namespace
                UNION ALL SELECT 'default acl', oid::text FROM pg_default_acl
                ORDER BY 1, 2""";
        List<String> before = source.query(everything);
        ensure("public\\.t");
        source.run("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ADD n int", "ALTER TABLE t DROP n");

        source.run("SELECT golconde.uninstall()", "INSERT INTO t VALUES (2, 'b')", "ALTER TABLE t ADD m int");

        assertThat(source.query(everything)).isEqualTo(before);
    }

    @Test
    void leavesWhatASinkConnectorHasAppliedWhenUninstalled() throws SQLException {
        source.run(
                "CREATE SCHEMA golconde",
                "CREATE TABLE golconde.sink_offset (topic text PRIMARY KEY, next_offset int8)");
        source.run("INSERT INTO golconde.sink_offset VALUES ('app.t', 7)");
        ensure("public\\.t");

        source.run("SELECT golconde.uninstall()", "INSERT INTO t VALUES (2, 'b')", "ALTER TABLE t ADD m int");

        assertThat(source.query("SELECT topic, next_offset FROM golconde.sink_offset"))
                .containsExactly("app.t|7");
        assertThat(source.query("""
                SELECT relname FROM pg_class WHERE relnamespace = 'golconde'::regnamespace AND relkind <> 'i'
                UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'golconde'::regnamespace
                UNION ALL SELECT evtname FROM pg_event_trigger
                UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal""")).containsExactly("sink_offset");

        ensure("public\\.t");
        assertThat(source.query("SELECT count(*) FROM golconde.captured_table")).containsExactly("1");
    }

    private void ensure(String include) throws SQLException {
        new Installer(SourceDatabase.settings(include)).ensure(source.connection());
    }

    private static InstallSettings withKeys(String table, String column) {
        return new InstallSettings(
                "main",
                TableQueues.only("main"),
                SourceDatabase.selection("public\\." + table),
                false,
                new NamedKeys(Map.of("public\\." + table, List.of(new Identifier(column)))),
                List.of(),
                CaptureLevel.AUTO,
                null);
    }
}
