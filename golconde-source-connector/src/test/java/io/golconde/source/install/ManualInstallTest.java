package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person installs; a role that may do no more than drain checks. */
class ManualInstallTest {
    private static final InstallSettings SETTINGS = settings("main", TableQueues.only("main"));

    private SourceDatabase source;
    private Connection drain;

    @BeforeEach
    void createRole() throws SQLException {
        source = SourceDatabase.empty();
        source.run(
                "CREATE ROLE drain LOGIN PASSWORD 'secret'",
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE log (code int NOT NULL, v text)");
        drain = source.connect("drain");
    }

    @AfterEach
    void dropRole() throws SQLException {
        drain.close();
        source.run("DROP OWNED BY drain", "DROP ROLE drain");
        source.close();
    }

    @Test
    void saysWhatIsMissingStepByStep() throws SQLException {
        assertComplaint("Schema golconde is missing: let a superuser run the script that golconde install-sql prints.");

        source.run(InstallScript.of(SETTINGS, List.of(), new Identifier("postgres")));
        assertComplaint("Role drain lacks a right: GRANT USAGE ON SCHEMA golconde TO \"drain\";");

        source.run(InstallScript.of(SETTINGS, List.of(), new Identifier("drain")));
        assertComplaint("GRANT SELECT ON TABLE \"public\".\"t\" TO \"drain\";");

        source.run("GRANT SELECT ON t, log TO drain");
        assertComplaint("Table public.t is not captured: SELECT golconde.capture('main', '\"public\".\"t\"');");
        assertComplaint("SELECT golconde.capture('main', '\"public\".\"log\"', key_columns => ARRAY['code']");
    }

    @Test
    void acceptsWhatTheScriptInstalls() throws SQLException {
        source.run(script());

        check();
        source.run(script());

        check();
        assertThat(source.query("SELECT relation, capture FROM golconde.captured_table ORDER BY relation::text"))
                .containsExactly("log|row", "t|row");
        assertThat(source.value("SELECT count(*) FROM golconde.generation")).isEqualTo("2");
    }

    @Test
    void saysWhatHasChangedSince() throws SQLException {
        source.run(script());
        source.run("ALTER EVENT TRIGGER golconde_ddl DISABLE", "ALTER TABLE t ADD n int");
        source.run("ALTER TABLE log DISABLE TRIGGER \"!golconde_1_insert\"");
        source.run("REVOKE EXECUTE ON FUNCTION golconde.move_slot(int, int) FROM drain");

        assertComplaint("GRANT EXECUTE ON FUNCTION golconde.move_slot(integer, integer) TO \"drain\";");
        source.run("GRANT EXECUTE ON FUNCTION golconde.move_slot(int, int) TO drain");
        assertComplaint("Table public.t was altered, and golconde.refresh has not been called since: "
                + "SELECT golconde.refresh('\"public\".\"t\"');");
        assertComplaint("Triggers of table public.log are missing or disabled");
        assertComplaint("ALTER EVENT TRIGGER golconde_ddl ENABLE;");
        source.run("UPDATE golconde.installed_file SET checksum = 'old' WHERE name = 'functions/capture'");
        assertComplaint("Schema golconde is not that of this connector");
    }

    @Test
    void theRoleCanDrainAndNoMore() throws SQLException {
        source.run(script());
        source.run("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ADD n int", "INSERT INTO t VALUES (2, 'b', 3)");

        SourceDatabase.run(
                drain,
                "SET row_security = off",
                "INSERT INTO golconde.queue VALUES ('main', 'me', 1) ON CONFLICT (name) DO UPDATE SET owner = 'me'",
                "INSERT INTO golconde.progress VALUES ('main', 'me', 1, '{}', pg_current_snapshot(), now())",
                "UPDATE golconde.progress SET epoch = 2",
                "DELETE FROM golconde.progress",
                "SELECT pg_sequence_last_value('golconde.slot_1')",
                "SELECT * FROM golconde.status",
                "UPDATE golconde.backfill_request SET state = 'done', rows = 1",
                "SELECT * FROM golconde.backfill_status",
                "SELECT * FROM t");
        assertThat(SourceDatabase.query(
                        drain, "SELECT c1 FROM golconde.q2_1_0 UNION ALL SELECT c3 FROM golconde.q2_2_0"))
                .containsExactly("1", "3");
        assertThat(SourceDatabase.query(drain, "SELECT golconde.move_slot(2, 1)"))
                .hasSize(1);
        assertThat(SourceDatabase.query(drain, "SELECT golconde.empty_slot(2, 2, 0, pg_current_snapshot())"))
                .containsExactly("t");
        assertThat(SourceDatabase.query(drain, "SELECT golconde.retire(2, 1, pg_current_snapshot())"))
                .containsExactly("t");
        assertThat(SourceDatabase.query(drain, "SELECT golconde.release('main')"))
                .hasSize(1);

        for (String forbidden : List.of(
                "SELECT golconde.uninstall()",
                "SELECT golconde.stop_capture('t')",
                "TRUNCATE golconde.q2_2_0",
                "INSERT INTO golconde.q2_2_0 (op) VALUES ('i')",
                "DELETE FROM golconde.captured_table",
                "SELECT golconde.backfill('t')",
                "SELECT golconde.request_backfill('t', false, NULL)",
                "SELECT golconde.cancel_backfill(1)",
                "INSERT INTO t VALUES (9)")) {
            assertThatThrownBy(() -> SourceDatabase.run(drain, forbidden)).hasMessageContaining("permission denied");
        }
    }

    @Test
    void theScriptNeedsNoDatabaseToBeWritten() {
        String script =
                InstallScript.of(SETTINGS, List.of(SourceDatabase.table("o'dd \"name\\")), new Identifier("drain"));

        assertThat(script)
                .startsWith("-- Installs Golconde")
                .contains("SELECT golconde.capture('main', E'\"public\".\"o''dd \"\"name\\\\\"');")
                .endsWith("COMMIT;\n");
    }

    @Test
    void acceptsAScriptForEachOfSeveralQueues() throws SQLException {
        TableQueues queues = new TableQueues(Map.of(Pattern.compile("public\\.log"), "logs"), "main");
        List<InstallSettings> each =
                queues.names().stream().map(queue -> settings(queue, queues)).toList();
        source.run(InstallScript.of(source.connection(), each.get(0), new Identifier("drain")));
        assertThat(new SourceChecks(each).findings(drain))
                .extracting(Finding::message)
                .contains(
                        "Role drain may not read table public.log: GRANT SELECT ON TABLE \"public\".\"log\" TO \"drain\";");
        source.run(InstallScript.of(source.connection(), each.get(1), new Identifier("drain")));

        assertThat(new SourceChecks(each).findings(drain)).isEmpty();
        for (InstallSettings queue : each) {
            new Installer(queue).ensure(drain);
        }
        assertThat(source.query("SELECT relation, queue FROM golconde.captured_table ORDER BY relation::text"))
                .containsExactly("log|logs", "t|main");
    }

    private static InstallSettings settings(String queue, TableQueues queues) {
        return new InstallSettings(
                queue,
                queues,
                SourceDatabase.selection("public\\..*"),
                true,
                new NamedKeys(Map.of("public\\.log", List.of(new Identifier("code")))),
                List.of(),
                CaptureLevel.AUTO,
                null);
    }

    private String script() throws SQLException {
        return InstallScript.of(source.connection(), SETTINGS, new Identifier("drain"));
    }

    private void check() throws SQLException {
        new Installer(SETTINGS).ensure(drain);
    }

    private void assertComplaint(String text) {
        assertThatThrownBy(this::check).isInstanceOf(ConnectException.class).hasMessageContaining(text);
    }
}
