package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What golconde.execute executes and queues, and for whom. */
class ExecuteTest {
    private static final String QUEUED = "SELECT c2, c4 FROM golconde.q2_1_0 WHERE c1 = '__command' ORDER BY lsn";

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE t (id int PRIMARY KEY)");
        source.capture("t");
        source.run("SELECT golconde.accept_messages('main')");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void executesAStatementAndQueuesItBetweenTheChangesOfItsTransaction() throws SQLException {
        source.run(
                "BEGIN",
                "INSERT INTO t VALUES (1)",
                execute("ALTER TABLE t ADD v text"),
                "INSERT INTO t VALUES (2, 'two')",
                "COMMIT",
                "BEGIN",
                execute("ALTER TABLE t ADD w text"),
                "ROLLBACK");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1}",
                        "i {\"c1\": \"__command\", \"c2\": \"ALTER TABLE t ADD v text\", \"c3\": null, \"c4\": \"public\"}",
                        "i {\"c1\": 2, \"c2\": \"two\"}");
    }

    @Test
    void queuesTheSchemasAmongWhichTheStatementFoundItsNames() throws SQLException {
        source.run(
                "CREATE SCHEMA \"My Schema\"",
                "CREATE TEMP TABLE mine ()",
                "SET search_path = nowhere, \"My Schema\", pg_temp, public",
                execute("CREATE TABLE fresh (id int)"),
                "SET search_path = nowhere",
                execute("CREATE TABLE public.other (id int)"));

        assertThat(source.query("SELECT count(*) FROM \"My Schema\".fresh")).containsExactly("0");
        assertThat(source.query(QUEUED))
                .containsExactly(
                        "CREATE TABLE fresh (id int)|\"My Schema\", public", "CREATE TABLE public.other (id int)|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  /* why */ create TABLE a (b text DEFAULT 'x;y');  ",
                "-- why\nCOMMENT ON TABLE t IS 'x'",
                "GRANT SELECT ON t TO PUBLIC",
                "REVOKE ALL ON t FROM PUBLIC",
                "DROP TABLE IF EXISTS a",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$",
                "CREATE INDEX ON t (id)",
                "CREATE UNLOGGED TABLE a ()",
                "CREATE SCHEMA a CREATE TABLE b ()",
                "ALTER TYPE mood ADD VALUE 'glad'"
            })
    void takesDdl(String statement) throws SQLException {
        source.run("CREATE TYPE mood AS ENUM ()", execute(statement));

        assertThat(source.query(QUEUED)).containsExactly(statement + "|public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1)",
                "INSERT INTO t VALUES (1) RETURNING id",
                "WITH i AS (INSERT INTO t VALUES (1) RETURNING id) SELECT * FROM i",
                "SELECT golconde.move_slot(1, 1)",
                "TRUNCATE t",
                "DO $$ BEGIN INSERT INTO t VALUES (1); END $$",
                "CREATE TABLE a (); INSERT INTO t VALUES (1)",
                "CREATE TABLE a AS SELECT 1",
                "SELECT 1 INTO a",
                "EXPLAIN ANALYZE INSERT INTO t VALUES (1)",
                "COMMIT",
                "SET search_path = public",
                "CREATE ROLE a PASSWORD 'secret'",
                "GRANT pg_monitor TO postgres",
                "ALTER DATABASE postgres SET work_mem = '1MB'",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "VACUUM t",
                "LOCK TABLE t",
                "",
                ";"
            })
    void refusesWhatIsNoDdlOfThisDatabaseAndExecutesNothingOfIt(String statement) throws SQLException {
        assertThatThrownBy(() -> source.run(execute(statement)))
                .hasMessageContaining("golconde.execute takes one DDL statement, found: ")
                .hasMessageNotContaining("secret");

        assertThat(source.queued()).isEmpty();
        assertThat(source.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE INDEX CONCURRENTLY ON t (id)", "DROP INDEX CONCURRENTLY t_pkey"})
    void hasPostgresqlRefuseWhatIsATransactionOfItsOwn(String statement) {
        assertThatThrownBy(() -> source.run(execute(statement)))
                .hasMessageContaining("INDEX CONCURRENTLY cannot be executed from a function");
    }

    @Test
    void tellsWhatIsWrongWithAStatementAsPostgresqlDoes() {
        assertThatThrownBy(() -> source.run(execute("ALTER TABEL t ADD v text")))
                .hasMessageContaining("syntax error at or near \"TABEL\"");
        assertThatThrownBy(() -> source.run(execute("ALTER TABLE nowhere ADD v text")))
                .hasMessageContaining("relation \"nowhere\" does not exist");
    }

    @Test
    void refusesAQueueThatTakesNoMessagesAndUndoesTheStatement() throws SQLException {
        assertThatThrownBy(() -> source.run("SELECT golconde.execute('other', 'CREATE TABLE a ()')"))
                .hasMessageContaining("queue 'other' takes no messages")
                .hasMessageContaining("golconde.accept_messages('other')");
        assertThat(source.value("SELECT to_regclass('a')")).isEqualTo("null");
    }

    @Test
    void keepsTheOriginAsThatOfARow() throws SQLException {
        source.run("SET golconde.origin = 'elsewhere'", execute("CREATE TABLE a ()"), "RESET golconde.origin");

        assertThat(source.query("SELECT origin FROM golconde.q2_1_0")).containsExactly("elsewhere");
    }

    @Test
    void isForThoseWhoAreAllowedAndGivesThemNoOtherRights() throws SQLException {
        source.run(
                "CREATE ROLE app LOGIN PASSWORD 'secret'",
                "GRANT USAGE ON SCHEMA golconde TO app",
                "GRANT CREATE ON SCHEMA public TO app");
        try (Connection app = source.connect("app")) {
            assertThatThrownBy(() -> SourceDatabase.run(app, execute("CREATE TABLE a ()")))
                    .hasMessageContaining("permission denied for function execute");
            source.run("GRANT EXECUTE ON FUNCTION golconde.execute TO app");
            assertThatThrownBy(() -> SourceDatabase.run(app, execute("CREATE TABLE a ()")))
                    .hasMessageContaining("permission denied for function queue_command");

            source.run("GRANT EXECUTE ON FUNCTION golconde.queue_command TO app");
            SourceDatabase.run(app, execute("CREATE TABLE a ()"));

            assertThatThrownBy(() -> SourceDatabase.run(app, execute("ALTER TABLE t ADD v text")))
                    .hasMessageContaining("must be owner of table t");
        } finally {
            source.run("DROP OWNED BY app", "DROP ROLE app");
        }
        assertThat(source.query(QUEUED)).containsExactly("CREATE TABLE a ()|public");
    }

    @Test
    void callsNothingThatSomebodyPutIntoTheSearchPath() throws SQLException {
        source.run(
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.fail(text, text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE 'evil'; END$$",
                "CREATE OPERATOR evil.~ (FUNCTION = evil.fail, LEFTARG = text, RIGHTARG = text)",
                "CREATE OPERATOR evil.!~ (FUNCTION = evil.fail, LEFTARG = text, RIGHTARG = text)",
                "CREATE FUNCTION evil.substring(text, text) RETURNS text LANGUAGE sql AS $$SELECT 'evil'$$",
                "CREATE FUNCTION evil.string_agg(text, text) RETURNS text LANGUAGE sql AS $$SELECT 'evil'$$",
                "CREATE DOMAIN evil.text AS pg_catalog.text CHECK (false)",
                "CREATE DOMAIN evil.refcursor AS pg_catalog.refcursor CHECK (false)",
                "SET search_path = evil, pg_catalog, public",
                execute("CREATE TABLE public.a ()"));

        assertThat(source.query(QUEUED)).containsExactly("CREATE TABLE public.a ()|evil, pg_catalog, public");
    }

    private static String execute(String statement) {
        return "SELECT golconde.execute('main', '" + statement.replace("'", "''") + "')";
    }
}
