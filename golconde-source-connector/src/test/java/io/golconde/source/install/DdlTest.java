package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions of captured tables change under row capture, where the event triggers follow. */
class DdlTest {
    private static final String GENERATIONS =
            "SELECT generation, schema_name, table_name FROM golconde.generation ORDER BY generation";

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
    void makesAGenerationInTheTransactionOfTheAlter() throws SQLException {
        source.run("""
                BEGIN;
                INSERT INTO t VALUES (1, 'a');
                ALTER TABLE t ADD n int DEFAULT 7;
                UPDATE t SET n = 8;
                ALTER TABLE t DROP v;
                INSERT INTO t VALUES (2, 9);
                COMMIT""");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\"}",
                        "u {\"c1\": 1, \"c2\": \"a\", \"c3\": 8}",
                        "i {\"c1\": 2, \"c3\": 9}");
    }

    @Test
    void takesBackAGenerationWithItsTransaction() throws SQLException {
        source.run("BEGIN; ALTER TABLE t ADD n int; INSERT INTO t VALUES (1, 'a', 2); ROLLBACK");
        source.run("INSERT INTO t VALUES (1, 'a')");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\"}");
        assertThat(source.query(GENERATIONS)).containsExactly("1|public|t");
    }

    @Test
    void followsNewNames() throws SQLException {
        source.run("ALTER TABLE t RENAME v TO \"odd \"\"name%s\"", "ALTER TABLE t RENAME TO \"T two\"");
        source.run(
                "CREATE SCHEMA other",
                "ALTER TABLE \"T two\" SET SCHEMA other",
                "ALTER SCHEMA other RENAME TO another");

        source.run("INSERT INTO another.\"T two\" VALUES (1, 'a')");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\"}");
        assertThat(source.query(GENERATIONS))
                .containsExactly("1|public|t", "2|public|t", "3|public|T two", "4|other|T two", "5|another|T two");
        assertThat(source.value("SELECT name FROM golconde.generation_column WHERE generation = 5 AND attnum = 2"))
                .isEqualTo("odd \"name%s");
    }

    @Test
    void letsTheKeyChangeItsTypeAndItsColumns() throws SQLException {
        source.run("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ALTER id TYPE bigint");
        source.run("UPDATE t SET id = 10000000000");
        source.run("ALTER TABLE t DROP CONSTRAINT t_pkey", "UPDATE t SET v = 'b'");
        source.run("ALTER TABLE t ADD PRIMARY KEY (v)", "UPDATE t SET v = 'c'", "ALTER TABLE t DROP id");
        source.run("UPDATE t SET v = 'd'");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\"}",
                        "D {\"c1\": 1, \"c2\": \"a\"}",
                        "C {\"c1\": 10000000000, \"c2\": \"a\"}",
                        "u {\"c1\": 10000000000, \"c2\": \"b\"}",
                        "D {\"c1\": 10000000000, \"c2\": \"b\"}",
                        "C {\"c1\": 10000000000, \"c2\": \"c\"}",
                        "D {\"c2\": \"c\"}",
                        "C {\"c2\": \"d\"}");
    }

    @Test
    void goesOnWhileAMigrationReplacesTheKeyColumn() throws SQLException {
        source.run(
                "ALTER TABLE t DROP id",
                "INSERT INTO t VALUES ('a')",
                "ALTER TABLE t ADD id int PRIMARY KEY DEFAULT 5");
        source.run("UPDATE t SET v = 'b'");

        assertThat(source.queued()).containsExactly("i {\"c2\": \"a\"}", "u {\"c2\": \"b\", \"c3\": 5}");
    }

    @Test
    void makesNoGenerationOfWhatChangesNothing() throws SQLException {
        source.run(
                "ALTER TABLE t ALTER v SET DEFAULT 'x'",
                "ALTER TABLE t ADD CHECK (v <> '')",
                "CREATE INDEX ON t (v)",
                "ALTER TABLE t ALTER v TYPE varchar(10)");
        source.run("ALTER TABLE t ALTER v TYPE varchar(20)", "ANALYZE t");

        assertThat(source.query(
                        "SELECT generation, type_name FROM golconde.generation_column WHERE attnum = 2 ORDER BY 1"))
                .containsExactly("1|text", "2|varchar");
    }

    @Test
    void followsAColumnThatAParentHandsDown() throws SQLException {
        source.run("CREATE TABLE parent (id int)", "ALTER TABLE t INHERIT parent", "ALTER TABLE parent ADD n int");

        source.run("INSERT INTO t VALUES (1, 'a', 2)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\", \"c3\": 2}");
    }

    @Test
    void leavesTypesAndDomainsFree() throws SQLException {
        source.run(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE DOMAIN amount AS int",
                "ALTER TABLE t ADD m mood, ADD ms mood[], ADD a amount, ADD many amount[]");
        source.run("INSERT INTO t VALUES (1, 'a', 'sad', '{sad}', 1, '{2}')");

        source.run("ALTER TYPE mood RENAME TO temper", "ALTER TYPE temper ADD VALUE 'glad'");
        source.run("INSERT INTO t VALUES (2, 'b', 'glad', '{glad}', 2, '{3}')");
        source.run("ALTER TABLE t DROP m, DROP ms, DROP many", "DROP TYPE temper");
        source.run(
                "ALTER DOMAIN amount ADD CHECK (VALUE < 10)",
                "DROP DOMAIN amount CASCADE",
                "INSERT INTO t VALUES (3, 'c')");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\", \"c3\": \"sad\", \"c4\": [\"sad\"], \"c5\": 1, \"c6\": [2]}",
                        "i {\"c1\": 2, \"c2\": \"b\", \"c3\": \"glad\", \"c4\": [\"glad\"], \"c5\": 2, \"c6\": [3]}",
                        "i {\"c1\": 3, \"c2\": \"c\"}");
    }

    @Test
    void keepsTheQueueOfADroppedTableUntilItIsDrained() throws SQLException {
        source.run("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ADD n int", "DROP TABLE t");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\"}");
        assertThat(source.value("SELECT relation FROM golconde.captured_table")).isEqualTo("null");
        assertThat(source.value("SELECT count(*) FROM pg_proc WHERE proname LIKE 'capture\\_1\\_%'"))
                .isEqualTo("0");

        source.run("SELECT golconde.retire(1, g, pg_current_snapshot()) FROM generate_series(1, 2) g");

        assertThat(source.value("SELECT count(*) FROM golconde.captured_table")).isEqualTo("0");
        assertThat(source.query("SELECT relname FROM pg_class WHERE relname ~ '^(q1_|slot_)'"))
                .isEmpty();
    }

    @Test
    void forgetsTablesThatGoWithTheirSchemaOrTheirOwner() throws SQLException {
        source.run("CREATE SCHEMA s CREATE TABLE one (id int PRIMARY KEY)", "CREATE ROLE somebody");
        source.run("CREATE TABLE two (id int PRIMARY KEY)", "ALTER TABLE two OWNER TO somebody");
        source.capture("s.one");
        source.capture("two");

        source.run("DROP SCHEMA s CASCADE", "DROP OWNED BY somebody", "DROP ROLE somebody");

        assertThat(source.query("SELECT relation FROM golconde.captured_table ORDER BY id"))
                .containsExactly("t", "null", "null");
    }

    @Test
    void stopsACapture() throws SQLException {
        source.run(
                "INSERT INTO t VALUES (1, 'a')", "SELECT golconde.stop_capture('t')", "INSERT INTO t VALUES (2, 'b')");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\"}");
        assertThatThrownBy(() -> source.run("SELECT golconde.stop_capture('t')"))
                .hasMessageContaining("is not captured");

        source.capture("t");
        source.run("INSERT INTO t VALUES (3, 'c')");

        assertThat(source.queued()).hasSize(2);
        assertThat(source.query("SELECT id, relation FROM golconde.captured_table ORDER BY id"))
                .containsExactly("1|null", "2|t");
    }

    @Test
    void waitsForWritersBeforeTheyCouldMissAGeneration() throws SQLException {
        try (Connection writer = source.connect()) {
            source.run("CREATE TYPE mood AS ENUM ('sad')", "ALTER TABLE t ADD m mood");
            writer.setAutoCommit(false);
            SourceDatabase.run(writer, "INSERT INTO t VALUES (1, 'a', 'sad')");

            // renaming a type locks no table by itself
            assertThatThrownBy(() -> source.run("SET lock_timeout = '100ms'; ALTER TYPE mood RENAME TO temper"))
                    .hasMessageContaining("lock timeout");
            writer.commit();
            source.run("ALTER TYPE mood RENAME TO temper", "INSERT INTO t VALUES (2, 'b', 'sad')");
        }

        assertThat(source.queued()).hasSize(2);
        assertThat(source.value("SELECT max(generation) FROM golconde.generation"))
                .isEqualTo("3");
    }

    @Test
    void neverAltersAQueueTableThatIsBeingRead() throws SQLException {
        source.run("INSERT INTO t VALUES (1, 'a')");
        try (Connection drain = source.connect()) {
            drain.setAutoCommit(false);
            SourceDatabase.query(drain, "SELECT * FROM golconde.q1_1_0");

            source.run("SET lock_timeout = '1s'; ALTER TABLE t ADD n int");

            drain.rollback();
        }
        assertThat(source.query(GENERATIONS)).hasSize(2);
    }
}
