package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where session_replication_role is replica, triggers keep still that are not told otherwise. */
class ReplicatedChangesTest {
    private static final String REPLICA = "SET session_replication_role = replica";
    private static final String ORIGIN = "SET session_replication_role = origin";

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.empty();
        source.run(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
    }

    @AfterEach
    void close() throws SQLException {
        source.run(ORIGIN);
        source.close();
    }

    @Test
    void areNotCapturedUnlessTold() throws SQLException {
        ensure(settings());

        source.run(REPLICA, "INSERT INTO t VALUES (1)", "INSERT INTO p VALUES (1)", "TRUNCATE t, p1");

        assertThat(source.queued()).isEmpty();
    }

    @Test
    void areCapturedOfTheTablesNamed() throws SQLException {
        ensure(settings("public\\.t"));

        source.run(REPLICA, "INSERT INTO t VALUES (1, 'a')", "INSERT INTO p VALUES (1)", "UPDATE t SET v = 'b'");
        source.run("UPDATE t SET id = 2", "DELETE FROM t", "TRUNCATE t");
        source.run(ORIGIN, "INSERT INTO t VALUES (3)");

        assertThat(source.queued())
                .extracting(change -> change.charAt(0))
                .containsExactly('i', 'u', 'D', 'C', 'd', 't', 'i');
    }

    @Test
    void areCapturedOfPartitionsThatComeLaterToo() throws SQLException {
        ensure(settings("public\\.p"));
        source.run("CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)");

        source.run(REPLICA, "INSERT INTO p VALUES (1), (2)", "DELETE FROM p2", "TRUNCATE p1");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1}", "i {\"c1\": 2}", "d {\"c1\": 2}", "d {\"c1\": 1}");
    }

    /** Each trigger is enabled by an ALTER, which fires the event trigger: that must not begin all over again. */
    @Test
    void areCapturedOfManyPartitions() throws SQLException {
        for (int i = 100; i < 160; i++) {
            source.run("CREATE TABLE p" + i + " PARTITION OF p FOR VALUES IN (" + i + ")");
        }

        ensure(settings("public\\.p"));
        source.run(REPLICA, "INSERT INTO p VALUES (100), (159)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 100}", "i {\"c1\": 159}");
    }

    @Test
    void areCapturedAfterAnAlterToo() throws SQLException {
        ensure(settings("public\\.t"));

        source.run("ALTER TABLE t ADD n int", REPLICA, "INSERT INTO t VALUES (1, 'a', 2)");
        source.run("ALTER TABLE t DROP n", "INSERT INTO t VALUES (2, 'a')");

        assertThat(source.queued())
                .containsExactly("i {\"c1\": 1, \"c2\": \"a\", \"c3\": 2}", "i {\"c1\": 2, \"c2\": \"a\"}");
    }

    @Test
    void theConnectorFollowsItsSetting() throws SQLException {
        ensure(settings());
        ensure(settings("public\\..*"));
        source.run(REPLICA, "INSERT INTO t VALUES (1)", "INSERT INTO p VALUES (1)");
        assertThat(source.queued()).hasSize(2);

        source.run(ORIGIN);
        ensure(settings());
        source.run(REPLICA, "INSERT INTO t VALUES (2)", "TRUNCATE p1");

        assertThat(source.queued()).hasSize(2);
    }

    @Test
    void onlyTheOwnerOfATableCanHaveThemCaptured() throws SQLException {
        source.run(
                "CREATE ROLE installer LOGIN PASSWORD 'secret'",
                "GRANT CREATE ON DATABASE " + source.value("SELECT current_database()") + " TO installer",
                "GRANT SELECT, TRIGGER ON t, p, p1 TO installer");
        try (Connection installer = source.connect("installer")) {
            assertThatThrownBy(() -> new Installer(settings("public\\.t")).ensure(installer))
                    .hasMessage(
                            "capture.replicated.tables: Only the owner of table public.t can let its triggers fire for"
                                    + " changes that replication makes: GRANT its owner TO \"installer\", let a superuser install"
                                    + " (capture.install=manual), or leave it out.");

            source.run("ALTER TABLE t OWNER TO installer");
            new Installer(settings("public\\.t")).ensure(installer);
            source.run(REPLICA, "INSERT INTO t VALUES (1)");

            assertThat(source.queued()).containsExactly("i {\"c1\": 1}");
        } finally {
            source.run("DROP OWNED BY installer CASCADE", "DROP ROLE installer");
        }
    }

    @Test
    void thePersonWhoInstallsIsToldWhatToRun() throws SQLException {
        InstallSettings without = manual();
        InstallSettings with = manual("public\\.t");
        source.run(InstallScript.of(source.connection(), without, new Identifier("postgres")));

        assertThatThrownBy(() -> ensure(with))
                .hasMessage("capture.install: Changes that replication makes in table public.t are not captured: SELECT"
                        + " golconde.capture('main', '\"public\".\"t\"', replicated => true);");
        source.run(InstallScript.of(source.connection(), with, new Identifier("postgres")));
        ensure(with);
        source.run(REPLICA, "INSERT INTO t VALUES (1)", "INSERT INTO p VALUES (1)");

        assertThat(source.queued()).hasSize(1);
    }

    private void ensure(InstallSettings settings) throws SQLException {
        new Installer(settings).ensure(source.connection());
    }

    private static InstallSettings settings(String... replicated) {
        return settings(false, replicated);
    }

    private static InstallSettings manual(String... replicated) {
        return settings(true, replicated);
    }

    private static InstallSettings settings(boolean manual, String... replicated) {
        List<Pattern> tables = SourceDatabase.selection(replicated).include();
        return new InstallSettings(
                "main",
                TableQueues.only("main"),
                SourceDatabase.selection("public\\..*"),
                manual,
                NamedKeys.NONE,
                tables,
                CaptureLevel.AUTO,
                null);
    }
}
