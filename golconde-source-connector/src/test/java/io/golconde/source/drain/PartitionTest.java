package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions of a captured table come and go with their rows. */
class PartitionTest {
    private DrainFixture source;
    private Replica replica;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE TABLE t (gone int, id int, m mood DEFAULT 'sad', PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "ALTER TABLE t DROP gone",
                "CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE high PARTITION OF t FOR VALUES FROM (10) TO (30) PARTITION BY RANGE (id)",
                "CREATE TABLE high_10 PARTITION OF high FOR VALUES FROM (10) TO (20)",
                "CREATE TABLE high_20 PARTITION OF high FOR VALUES FROM (20) TO (30)",
                "CREATE SCHEMA aside",
                "CREATE TABLE aside.loose (m mood, id int NOT NULL)",
                "INSERT INTO aside.loose VALUES ('sad', 41), (NULL, 42)",
                "INSERT INTO t SELECT generate_series(1, 29)");
        replica = new Replica(source);
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE low",
                "TRUNCATE high",
                "TRUNCATE high_10, low",
                "TRUNCATE t; INSERT INTO t VALUES (1), (11)",
                "TRUNCATE low, t",
                "BEGIN; TRUNCATE t; INSERT INTO t VALUES (1), (11); TRUNCATE low; COMMIT",
                "BEGIN; LOCK t; SET LOCAL golconde.truncated = 'what I like'; TRUNCATE low; COMMIT",
                "ALTER TABLE t DETACH PARTITION low",
                "ALTER TABLE t DETACH PARTITION low CONCURRENTLY",
                "ALTER TABLE t DETACH PARTITION high; DELETE FROM high",
                "ALTER TABLE high DETACH PARTITION high_20",
                "BEGIN; ALTER TABLE t DETACH PARTITION low; TRUNCATE low; DROP TABLE low; COMMIT",
                "ALTER TABLE t DETACH PARTITION low; ALTER TABLE t ATTACH PARTITION low FOR VALUES FROM (0) TO (10)",
                "ALTER TABLE t ATTACH PARTITION aside.loose FOR VALUES FROM (40) TO (50); TRUNCATE aside.loose",
                "ALTER TABLE t ATTACH PARTITION aside.loose FOR VALUES FROM (40) TO (50); UPDATE aside.loose SET id = 5 + id",
                "CREATE TABLE more PARTITION OF t DEFAULT; INSERT INTO t VALUES (99), (100); TRUNCATE more",
                "ALTER TABLE t RENAME m TO n; TRUNCATE low",
                "DROP TABLE t CASCADE"
            })
    void whoAppliesTheChangesHasTheSameRows(String statements) throws Exception {
        for (String sql : statements.contains("BEGIN") ? new String[] {statements} : statements.split(";", -1)) {
            source.execute(sql);
        }

        if (!statements.startsWith("DROP")) {
            assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
        }
    }

    /** As whoever loads the rows of a new partition before it attaches it. */
    @Test
    void aCapturedTableBecomesAPartition() throws Exception {
        source.execute("CREATE TABLE more (id int PRIMARY KEY, m mood)", "INSERT INTO more VALUES (51)");
        source.install();

        source.execute("ALTER TABLE t ATTACH PARTITION more FOR VALUES FROM (50) TO (60)", "INSERT INTO t VALUES (52)");
        source.execute("UPDATE more SET m = 'sad' WHERE id = 51", "INSERT INTO more VALUES (53)");

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
        assertThat(source.column("SELECT relation FROM golconde.captured_table WHERE relation IS NOT NULL ORDER BY id"))
                .containsExactly("t", "zz_mark");
        source.execute("ALTER TABLE t DETACH PARTITION more");
        source.install();
        source.execute("INSERT INTO more VALUES (54)");
        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
        assertThat(replica.rows("more")).contains("54|null");
    }

    @Test
    void aTableThatIsTruncatedWholeIsNotDeletedRowByRow() throws Exception {
        source.execute("TRUNCATE t");

        assertThat(source.query("SELECT string_agg(op::text, '') FROM golconde.q1_1_0"))
                .isEqualTo("t");
    }

    @Test
    void aPartitionIsNotDroppedBeforeItIsDetached() throws Exception {
        assertThatThrownBy(() -> source.execute("DROP TABLE low"))
                .hasMessageContaining("partition public.low of table public.t cannot be dropped")
                .hasMessageContaining("ALTER TABLE public.t DETACH PARTITION public.low");

        source.execute("ALTER TABLE t DETACH PARTITION low", "DROP TABLE low");

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
    }

    @Test
    void nothingOfAPartitionIsLeftWhereCaptureStops() throws Exception {
        source.execute("SELECT golconde.stop_capture('t')", "DROP TABLE low");

        assertThat(source.query(
                        "SELECT count(*) FROM pg_trigger WHERE tgname ~ 'golconde' AND tgrelid <> 'zz_mark'::regclass"
                                + " AND tgrelid <> 'aside.loose'::regclass"))
                .isEqualTo("0");
    }

    /** Without the event trigger, the next connect of the drain takes note. */
    @Test
    void whatHappenedUnnoticedIsMadeUpFor() throws Exception {
        source.execute(
                "ALTER EVENT TRIGGER golconde_ddl DISABLE",
                "ALTER TABLE t DETACH PARTITION low",
                "ALTER TABLE t ATTACH PARTITION aside.loose FOR VALUES FROM (40) TO (50)",
                "ALTER EVENT TRIGGER golconde_ddl ENABLE");

        source.install();

        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
    }
}
