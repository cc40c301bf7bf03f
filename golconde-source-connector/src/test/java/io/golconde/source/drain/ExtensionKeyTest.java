package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of types that extensions bring are ordered and compared by the extensions' own operators. */
class ExtensionKeyTest {
    private static final String LETTER = "chr(97 + i % 26)";

    private DrainFixture source;

    @BeforeEach
    void createDatabase() throws Exception {
        source = new DrainFixture(
                "CREATE SCHEMA \"An Extension\"",
                "CREATE EXTENSION citext SCHEMA \"An Extension\"",
                "CREATE EXTENSION ltree",
                "SET search_path = public, \"An Extension\"");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    /** As bytes, capitals come before all other letters. */
    @Test
    void existingRowsAreReadInTheirOrder() throws Exception {
        assertReplicated(
                "t citext PRIMARY KEY",
                LETTER + " || i",
                "upper(" + LETTER + ") || i",
                "UPDATE t SET t = upper(t) WHERE t LIKE 'a%'");
    }

    @Test
    void areFollowedWhereTheExtensionMoves() throws Exception {
        source.execute("CREATE TABLE t (t citext PRIMARY KEY, v int)", "INSERT INTO t VALUES ('a', 1), ('b', 1)");
        Replica replica = new Replica(source);
        replica.rows("t");

        source.execute(
                "ALTER EXTENSION citext SET SCHEMA public",
                "BEGIN; UPDATE t SET v = 2 WHERE t = 'A'; UPDATE t SET v = 3 WHERE t = 'A'; COMMIT",
                "SELECT golconde.backfill('t')");

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
    }

    @Test
    void theirTypeMayHaveNoOperatorsElsewhere() throws Exception {
        assertReplicated(
                "t ltree PRIMARY KEY",
                "('low.x' || i)::ltree",
                "('high.x' || i)::ltree",
                "BEGIN; UPDATE t SET v = 1 WHERE t = 'low.x1'; UPDATE t SET v = 2 WHERE t = 'low.x1'; COMMIT");
    }

    @Test
    void aKeyMayHaveColumnsOfSeveralKinds() throws Exception {
        source.execute("CREATE DOMAIN code AS citext");
        assertReplicated(
                "n int, p ltree, c code, PRIMARY KEY (n, c, p)",
                "i % 3, 'x', (" + LETTER + " || i)::code",
                "i % 3, 'y', upper(" + LETTER + " || i)::code",
                "BEGIN; UPDATE t SET v = 1; UPDATE t SET v = 2 WHERE n = 1; DELETE FROM t WHERE c = 'B53'; COMMIT");
    }

    private void assertReplicated(String columns, String some, String others, String change) throws Exception {
        source.execute(
                "CREATE TABLE t (" + columns + ", v int)",
                "INSERT INTO t SELECT " + some + " FROM generate_series(1, 250) i",
                "INSERT INTO t SELECT " + others + " FROM generate_series(251, 500) i");
        Replica replica = new Replica(source);
        assertThat(replica.rows("t")).hasSize(500).isEqualTo(replica.truth("SELECT * FROM t"));

        source.execute(change);

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
    }
}
