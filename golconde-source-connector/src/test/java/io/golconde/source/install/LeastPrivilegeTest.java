package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector installs as a role that owns none of the tables and is no superuser: key capture. */
class LeastPrivilegeTest {
    private SourceDatabase source;
    private Connection installer;

    @BeforeEach
    void createRole() throws SQLException {
        source = SourceDatabase.empty();
        source.run(
                "CREATE ROLE installer LOGIN PASSWORD 'secret'",
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE TABLE t (id int PRIMARY KEY, v text, m mood)");
        installer = source.connect("installer");
    }

    @AfterEach
    void dropRole() throws SQLException {
        installer.close();
        source.run("DROP OWNED BY installer CASCADE", "DROP ROLE installer");
        source.close();
    }

    @Test
    void saysWhichRightsAreMissing() throws SQLException {
        assertThatThrownBy(this::ensure)
                .isInstanceOf(ConnectException.class)
                .hasMessageMatching("connection.user: .*GRANT CREATE ON DATABASE \"test_\\d+\" TO \"installer\";.*");
        grantCreate();

        assertThatThrownBy(this::ensure)
                .hasMessageContaining("GRANT SELECT ON TABLE \"public\".\"t\" TO \"installer\";")
                .hasMessageContaining("GRANT TRIGGER ON TABLE \"public\".\"t\" TO \"installer\";");
        source.run("GRANT SELECT, TRIGGER ON t TO installer");

        ensure();
    }

    @Test
    void asksOnlyForTheRightThatIsMissing() throws SQLException {
        grantCreate();
        source.run("GRANT SELECT, TRIGGER ON t TO installer", "REVOKE USAGE ON SCHEMA public FROM PUBLIC");

        assertThatThrownBy(this::ensure)
                .hasMessage("connection.user: Role installer may not read table public.t:"
                        + " GRANT USAGE ON SCHEMA \"public\" TO \"installer\";");
    }

    @Test
    void saysWhereRowSecurityHidesRows() throws SQLException {
        grantCreate();
        source.run("GRANT SELECT, TRIGGER ON t TO installer", "ALTER TABLE t ENABLE ROW LEVEL SECURITY");

        assertThatThrownBy(this::ensure).hasMessageContaining("ALTER ROLE \"installer\" BYPASSRLS;");
    }

    @Test
    void takesNoteOfPartitionsThatCameOrWent() throws SQLException {
        grantCreate();
        source.run(
                "DROP TABLE t",
                "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE one PARTITION OF t FOR VALUES IN (1)",
                "INSERT INTO t VALUES (1)",
                "GRANT SELECT, TRIGGER ON t TO installer");
        assertThatThrownBy(this::ensure).hasMessageContaining("TRIGGER and SELECT on its partitions, too");
        source.run("GRANT SELECT, TRIGGER ON one TO installer");
        ensure();

        source.run(
                "ALTER TABLE t DETACH PARTITION one",
                "CREATE TABLE two PARTITION OF t FOR VALUES IN (2)",
                "INSERT INTO t VALUES (2)",
                "GRANT SELECT, TRIGGER ON two TO installer");
        ensure();
        source.run("TRUNCATE two", "TRUNCATE one");

        assertThat(source.queued()).hasSize(4).contains("d {\"c1\": 1}").endsWith("d {\"c1\": 2}");
    }

    @Test
    void capturesKeysThatNoChangeOfAnotherColumnBreaks() throws SQLException {
        install();

        source.run("INSERT INTO t VALUES (1, 'a', 'sad')", "ALTER TABLE t ADD n int", "ALTER TABLE t DROP v");
        source.run("ALTER TABLE t RENAME TO u", "UPDATE u SET n = 1", "DROP TYPE mood CASCADE", "DELETE FROM u");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1}", "u {\"c1\": 1}", "d {\"c1\": 1}");
        assertThat(source.query("SELECT capture FROM golconde.captured_table")).containsExactly("key");
        assertThatThrownBy(() -> SourceDatabase.run(installer, "SELECT golconde.capture('main', 'u', 'row')"))
                .hasMessageContaining("needs the event trigger golconde_ddl");
    }

    @Test
    void followsAChangedKeyOnceToldTo() throws SQLException {
        install();
        source.run("ALTER TABLE t ALTER id TYPE bigint");
        assertThatThrownBy(() -> source.run("INSERT INTO t VALUES (1)"))
                .hasMessageContaining("the key of table public.t has another type now")
                .hasMessageContaining("golconde.refresh");

        SourceDatabase.run(installer, "SELECT golconde.refresh('t')");
        source.run("INSERT INTO t VALUES (10000000000)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 10000000000}");
    }

    @Test
    void notesATableThatIsGone() throws SQLException {
        install();
        source.run("INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TABLE t (id int PRIMARY KEY)");
        source.run("GRANT SELECT, TRIGGER ON t TO installer");

        ensure();
        source.run("INSERT INTO t VALUES (2)");

        assertThat(source.query("SELECT id, relation FROM golconde.captured_table ORDER BY id"))
                .containsExactly("1|null", "2|t");
        assertThat(source.queued()).containsExactly("i {\"c1\": 1}", "i {\"c1\": 2}");
    }

    @Test
    void stopsAndUninstallsWithoutRightsOnTheTables() throws SQLException {
        install();
        source.run("REVOKE ALL ON t FROM installer");

        SourceDatabase.run(installer, "SELECT golconde.stop_capture('t')");
        source.run("INSERT INTO t VALUES (1)");
        assertThat(source.queued()).isEmpty();
        SourceDatabase.run(installer, "SELECT golconde.uninstall()");

        assertThat(source.query("SELECT FROM pg_namespace WHERE nspname = 'golconde'"))
                .isEmpty();
    }

    @Test
    void refusesASchemaOfAnotherRole() throws SQLException {
        install();

        assertThatThrownBy(() -> new Installer(SourceDatabase.settings("public\\.t")).ensure(source.connection()))
                .hasMessageContaining(
                        "capture.install: Schema golconde belongs to role installer, this is role postgres");
    }

    @Test
    void goesOnFromKeyToRowOnceASuperuserAddsTheEventTriggers() throws SQLException {
        install();
        source.run(
                "SET ROLE postgres",
                SchemaFile.ALL.get(SchemaFile.ALL.size() - 1).sql());

        SourceDatabase.run(installer, "SELECT golconde.capture('main', 't', 'row')");
        source.run("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t DROP v", "INSERT INTO t VALUES (2)");

        assertThat(source.queued())
                .containsExactly("i {\"c1\": 1, \"c2\": \"a\", \"c3\": null}", "i {\"c1\": 2, \"c3\": null}");
    }

    private void grantCreate() throws SQLException {
        source.run("GRANT CREATE ON DATABASE " + source.value("SELECT current_database()") + " TO installer");
    }

    private void install() throws SQLException {
        grantCreate();
        source.run("GRANT SELECT, TRIGGER ON t TO installer");
        ensure();
    }

    private void ensure() throws SQLException {
        new Installer(SourceDatabase.settings("public\\.t")).ensure(installer);
    }
}
