package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.install.CaptureLevel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever kind a table is of, and however it is written: who applies what is drained has what the source has. */
@ParameterizedClass(name = "capture.level = {0}")
@EnumSource(value = CaptureLevel.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class TableKindsTest {
    @Parameter
    private CaptureLevel level = CaptureLevel.AUTO;

    private static final String NAME_OF_63_BYTES = "\"Größe" + "ü".repeat(28) + "\"";

    private DrainFixture source;

    @BeforeEach
    void createDatabase() throws SQLException {
        source = new DrainFixture().onLevel(level);
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void partitionsAreTheirRoot() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int, at int, v text, PRIMARY KEY (at, id)) PARTITION BY RANGE (at)",
                "CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE high PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id)",
                "CREATE TABLE high_one PARTITION OF high FOR VALUES IN (1)",
                "CREATE TABLE high_other PARTITION OF high DEFAULT",
                "INSERT INTO t VALUES (1, 1, 'before')");

        source.execute(
                "INSERT INTO t SELECT i, i, 'x' FROM generate_series(2, 19) i",
                "INSERT INTO high_one VALUES (1, 12, 'direct')",
                "UPDATE low SET v = 'direct' WHERE id = 3",
                "UPDATE t SET at = at + 10 WHERE at < 5",
                "UPDATE high SET id = 1 WHERE id = 15",
                "INSERT INTO t VALUES (1, 12, 'again') ON CONFLICT (at, id) DO UPDATE SET v = excluded.v",
                "DELETE FROM t WHERE at IN (7, 17)");

        assertSame(replica, "t");
    }

    @Test
    void aParentHasOnlyItsOwnRows() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE child (more int, PRIMARY KEY (id)) INHERITS (t)",
                "INSERT INTO t VALUES (1, 'parent')",
                "INSERT INTO child VALUES (1, 'child', 5), (2, 'child', 6)");

        source.execute(
                "INSERT INTO child VALUES (3, 'child', 7)",
                "UPDATE t SET v = v || '!'",
                "BEGIN; DELETE FROM ONLY t; UPDATE t SET v = 'still there' WHERE id = 1; COMMIT",
                "DELETE FROM t WHERE id = 2");

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM ONLY t"));
        assertSame(replica, "child");
    }

    @Test
    void anUnloggedTableIsLikeAnother() throws Exception {
        Replica replica =
                replicaOf("CREATE UNLOGGED TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'before')");

        source.execute("INSERT INTO t VALUES (2, 'new')", "UPDATE t SET v = v || '!'", "DELETE FROM t WHERE id = 1");

        assertSame(replica, "t");
    }

    @Test
    void policiesHideNothing() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY, tenant text)",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE t FORCE ROW LEVEL SECURITY",
                "CREATE POLICY own ON t USING (tenant = current_user)",
                "DO $$ BEGIN CREATE ROLE tenant; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO tenant",
                "INSERT INTO t VALUES (1, 'tenant'), (2, 'another')");

        source.execute(
                "SET ROLE tenant",
                "INSERT INTO t VALUES (3, current_user)",
                "UPDATE t SET id = id + 10",
                "DELETE FROM t WHERE id = 11",
                "RESET ROLE");

        assertSame(replica, "t");
    }

    @Test
    void keysMayTradePlacesWhereTheyAreDeferrable() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY DEFERRABLE, v text)",
                "INSERT INTO t SELECT i, 'v' || i FROM generate_series(1, 9) i");

        source.execute("UPDATE t SET id = 10 - id", "UPDATE t SET id = id + 1 WHERE id > 5");

        assertSame(replica, "t");
    }

    /** The new row is queued before the delete that makes room for it. */
    @Test
    void twoTransactionsMayHaveADeferrableKeyAtATime() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v text)",
                "INSERT INTO t VALUES (1, 'old')");
        assertSame(replica, "t");
        try (Connection other = source.another();
                Statement late = other.createStatement()) {
            other.setAutoCommit(false);
            late.execute("INSERT INTO t VALUES (1, 'new')");

            source.execute("DELETE FROM t WHERE v = 'old'");
            other.commit();
        }

        assertSame(replica, "t");
    }

    @Test
    void keysMayBeEqualAndNotIdentical() throws Exception {
        Replica replica = replicaOf(
                "CREATE EXTENSION citext",
                "CREATE TABLE t (id citext, scale numeric, v text, PRIMARY KEY (id, scale))",
                "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE c (id text COLLATE nocase PRIMARY KEY, v text)",
                "INSERT INTO t VALUES ('a', 1.0, 'x'), ('B', 2, 'y')",
                "INSERT INTO c VALUES ('straße', 'x')");

        source.execute(
                "UPDATE t SET id = 'A'  WHERE id = 'a'",
                "UPDATE t SET scale = 2.00 WHERE id = 'b'",
                "INSERT INTO t VALUES ('b', 2, 'z') ON CONFLICT (id, scale) DO UPDATE SET v = excluded.v",
                "BEGIN; UPDATE t SET id = 'a'; UPDATE t SET scale = 1.000 WHERE scale = 1; COMMIT",
                "UPDATE c SET id = 'STRASSE'",
                "BEGIN; UPDATE c SET id = 'Strasse'; UPDATE c SET v = 'y'; COMMIT");

        assertSame(replica, "t");
        assertSame(replica, "c");
    }

    @Test
    void namesMayBeAnything() throws Exception {
        String table = NAME_OF_63_BYTES;
        Replica replica = replicaOf("""
                CREATE TABLE %1$s ("select" int, "OLD" text, "a ""b"".c'd" int, %1$s text, slot int, lsn int, "%%s" int,
                                   PRIMARY KEY ("select", %1$s))""".formatted(table));

        source.execute(
                "INSERT INTO " + table + " VALUES (1, 'a', 2, 'ß', 3, 4, 5), (2, 'b', 3, 'ß', 4, 5, 6)",
                "BEGIN; UPDATE " + table + " SET \"OLD\" = 'c'; UPDATE " + table + " SET lsn = 7; COMMIT",
                "UPDATE " + table + " SET " + table + " = 'ẞ' WHERE \"select\" = 1",
                "DELETE FROM " + table + " WHERE \"select\" = 2");

        assertThat(table.getBytes(StandardCharsets.UTF_8)).hasSize(63 + 2);
        assertThat(replica.rows(table.replace("\"", ""))).isEqualTo(replica.truth("SELECT * FROM " + table));
    }

    @Test
    void valuesMayBeGenerated() throws Exception {
        Replica replica = replicaOf("""
                CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, n int,
                                twice int GENERATED ALWAYS AS (n * 2) STORED, PRIMARY KEY (id))""");

        source.execute("INSERT INTO t (n) VALUES (1), (2), (3)", "UPDATE t SET n = n + 1", "DELETE FROM t WHERE n = 3");

        assertSame(replica, "t");
    }

    @Test
    void foreignKeysCascade() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY, above int REFERENCES t ON UPDATE CASCADE ON DELETE CASCADE)",
                """
                CREATE TABLE child (id int PRIMARY KEY, t int DEFAULT 9 REFERENCES t
                                    ON UPDATE CASCADE ON DELETE SET DEFAULT)""",
                "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2), (9, 9)",
                "INSERT INTO child VALUES (1, 1), (2, 2), (3, 3)");

        source.execute("UPDATE t SET id = 20 WHERE id = 2", "DELETE FROM t WHERE id = 20");

        assertSame(replica, "t");
        assertSame(replica, "child");
    }

    @Test
    void oneStatementMayDoManyThings() throws Exception {
        Replica replica = replicaOf("CREATE TABLE t (id int PRIMARY KEY, v text)");

        source.execute(
                "COPY t FROM PROGRAM 'seq 1 20 | sed s/$/,copied/' (FORMAT csv)",
                "INSERT INTO t VALUES (1, 'x'), (21, 'x') ON CONFLICT (id) DO UPDATE SET v = excluded.v",
                "INSERT INTO t VALUES (1, 'y'), (22, 'y') ON CONFLICT DO NOTHING",
                """
                WITH gone AS (DELETE FROM t WHERE id IN (3, 4) RETURNING *),
                     moved AS (UPDATE t SET id = t.id + 100 WHERE id BETWEEN 5 AND 7 RETURNING id)
                INSERT INTO t SELECT id + 200, v FROM gone UNION ALL SELECT id + 200, 'moved' FROM moved""",
                "WITH a AS (UPDATE t SET v = 'a' WHERE id < 10), b AS (UPDATE t SET v = 'b' WHERE id < 10) SELECT 1",
                "UPDATE t SET v = 'joined' FROM (VALUES (1), (1), (2)) AS twice(id) WHERE t.id = twice.id");

        assertSame(replica, "t");
    }

    @Test
    void rowsMayBeMerged() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, 'old' FROM generate_series(1, 6) i");
        Assumptions.assumeTrue(source.connection.getMetaData().getDatabaseMajorVersion() >= 15, "has MERGE");

        source.execute("""
                MERGE INTO t USING generate_series(2, 9) AS s(id) ON t.id = s.id
                WHEN MATCHED AND s.id % 2 = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET v = 'merged', id = t.id * 10
                WHEN NOT MATCHED THEN INSERT VALUES (s.id, 'new')""");

        assertSame(replica, "t");
    }

    @Test
    void rulesMayRewriteAStatement() throws Exception {
        Replica replica = replicaOf(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE twin (id int PRIMARY KEY)",
                "CREATE RULE soft AS ON DELETE TO t DO INSTEAD UPDATE t SET v = 'deleted' WHERE id = OLD.id",
                "CREATE RULE twin AS ON INSERT TO t WHERE NEW.id < 100 DO ALSO INSERT INTO twin VALUES (NEW.id)");

        source.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')", "DELETE FROM t WHERE id = 1");

        assertSame(replica, "t");
        assertSame(replica, "twin");
    }

    private Replica replicaOf(String... statements) throws Exception {
        source.execute(statements);
        return new Replica(source);
    }

    private static void assertSame(Replica replica, String table) throws Exception {
        assertThat(replica.rows(table)).isEqualTo(replica.truth("SELECT * FROM " + table));
    }
}
