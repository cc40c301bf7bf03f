package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is worth another look at the catalog, and what is not. */
class CatalogStateTest {
    private SourceDatabase source;
    private Installer installer;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.empty();
        source.run(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE TABLE t (id int PRIMARY KEY, v text, m mood)",
                "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
        installer = new Installer(SourceDatabase.settings("public\\..*"));
        installer.ensure(source.connection());
        source.run("ALTER EVENT TRIGGER golconde_ddl DISABLE");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE fresh (id int PRIMARY KEY)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
                "ALTER TABLE p DETACH PARTITION p1",
                "DROP TABLE t",
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t RENAME v TO w",
                "ALTER TABLE t DROP v",
                "ALTER TABLE t ALTER v SET NOT NULL",
                "ALTER TABLE t DROP CONSTRAINT t_pkey",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE t DISABLE TRIGGER \"!golconde_2_truncate\"",
                "DROP FUNCTION golconde.capture_2_insert() CASCADE",
                "ALTER TYPE mood RENAME TO feeling",
                "ALTER EVENT TRIGGER golconde_ddl ENABLE",
                "DROP EVENT TRIGGER golconde_drop",
                "GRANT SELECT ON t TO PUBLIC",
                "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                "GRANT EXECUTE ON FUNCTION golconde.backlog() TO PUBLIC",
                "ALTER SCHEMA public RENAME TO private",
                "UPDATE golconde.installed_file SET checksum = 'old' WHERE name = 'tables/status'",
                "SELECT golconde.stop_capture('t')",
                "SELECT golconde.note_missed_change(1)"
            })
    void noticesWhatTheInstallerHasToSee(String change) throws SQLException {
        String before = CatalogState.read(source.connection()).orElseThrow();

        source.run(change);

        assertThat(CatalogState.read(source.connection()).orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void isTheSameWhateverIsWrittenAndDrained() throws SQLException {
        String before = CatalogState.read(source.connection()).orElseThrow();

        source.run(
                "INSERT INTO t SELECT generate_series(1, 1000)",
                "UPDATE t SET v = 'a'",
                "VACUUM ANALYZE t",
                "CREATE TEMP TABLE scratch (id int PRIMARY KEY, mood mood)",
                "SELECT golconde.move_slot(2, 1)",
                "SELECT golconde.empty_slot(2, 1, 0, pg_current_snapshot())",
                "INSERT INTO golconde.progress VALUES ('main', 'me', 1, '{}', pg_current_snapshot(), now())",
                "UPDATE golconde.queue SET owner = 'me'");

        assertThat(source.query("SELECT FROM golconde.q2_1_0")).isEmpty();
        assertThat(CatalogState.read(source.connection())).contains(before);
    }

    @Test
    void anotherLookIsOneQueryUntilSomethingChanges() throws SQLException {
        installer.ensure(source.connection());
        installer.ensure(source.connection());
        assertThat(statementsOfALook()).isEqualTo(1);

        source.run("ALTER TABLE t DISABLE TRIGGER \"!golconde_2_insert\"");

        assertThat(statementsOfALook()).isGreaterThan(5);
        source.run("INSERT INTO t VALUES (1)");
        assertThat(source.queued()).hasSize(1);
    }

    @Test
    void aSchemaThatIsGoneIsInstalledAgain() throws SQLException {
        installer.ensure(source.connection());
        installer.ensure(source.connection());
        source.run("SELECT golconde.uninstall()");

        installer.ensure(source.connection());
        source.run("INSERT INTO t VALUES (1)");

        assertThat(source.queued()).hasSize(1);
    }

    private int statementsOfALook() throws SQLException {
        AtomicInteger statements = new AtomicInteger();
        Connection counting = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().endsWith("Statement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(source.connection(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        installer.ensure(counting);
        return statements.get();
    }
}
