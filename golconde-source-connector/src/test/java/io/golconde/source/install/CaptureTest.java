package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the triggers queue. */
class CaptureTest {
    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void queuesEachOperation() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
        source.capture("t");

        source.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')", "UPDATE t SET v = 'c' WHERE id = 1");
        source.run("UPDATE t SET id = 3 WHERE id = 2", "DELETE FROM t WHERE id = 1", "TRUNCATE t");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\"}",
                        "i {\"c1\": 2, \"c2\": \"b\"}",
                        "u {\"c1\": 1, \"c2\": \"c\"}",
                        "D {\"c1\": 2, \"c2\": \"b\"}",
                        "C {\"c1\": 3, \"c2\": \"b\"}",
                        "d {\"c1\": 1, \"c2\": \"c\"}",
                        "t {\"c1\": null, \"c2\": null}");
    }

    @Test
    void queuesOnlyTheKeyUnderKeyCapture() throws SQLException {
        source.run("CREATE TABLE t (v text, b int, a int, PRIMARY KEY (a, b))");
        source.run("SELECT golconde.capture('main', 't', 'key')");

        source.run("INSERT INTO t VALUES ('a', 1, 2)", "UPDATE t SET v = 'c'", "UPDATE t SET a = 3", "DELETE FROM t");
        source.run("TRUNCATE t");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c2\": 1, \"c3\": 2}",
                        "u {\"c2\": 1, \"c3\": 2}",
                        "D {\"c2\": 1, \"c3\": 2}",
                        "C {\"c2\": 1, \"c3\": 3}",
                        "d {\"c2\": 1, \"c3\": 3}",
                        "t {\"c2\": null, \"c3\": null}");
        assertThat(source.query("SELECT name, key_position FROM golconde.generation_column ORDER BY attnum"))
                .containsExactly("v|null", "b|1", "a|0");
    }

    @Test
    void queuesWhatCommitsUnderTheTopLevelTransaction() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY)");
        source.capture("t");

        source.run("""
                BEGIN;
                INSERT INTO t VALUES (1);
                SAVEPOINT a; INSERT INTO t VALUES (2); ROLLBACK TO a;
                INSERT INTO t VALUES (3);
                SAVEPOINT b; INSERT INTO t VALUES (4); RELEASE b;
                COMMIT""");
        source.run("BEGIN; INSERT INTO t VALUES (5); ROLLBACK");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1}", "i {\"c1\": 3}", "i {\"c1\": 4}");
        assertThat(source.value("SELECT count(DISTINCT txid) FROM golconde.q1_1_0"))
                .isEqualTo("1");
    }

    @Test
    void takesEqualKeysThatAreNotIdenticalForAKeyChange() throws SQLException {
        source.run("CREATE TABLE t (id numeric PRIMARY KEY, v int)", "INSERT INTO t VALUES (1.0, 1)");
        source.capture("t");

        source.run("UPDATE t SET id = 1.00", "UPDATE t SET id = 1.00, v = 2");

        assertThat(source.queued())
                .containsExactly(
                        "D {\"c1\": 1.0, \"c2\": 1}", "C {\"c1\": 1.00, \"c2\": 1}", "u {\"c1\": 1.00, \"c2\": 2}");
    }

    @Test
    void leavesOutLargeValuesThatAnUpdateKeeps() throws SQLException {
        source.run(
                "CREATE TABLE t (id int PRIMARY KEY, n int, a text, b bytea, c varchar(501), j jsonb, x xml, k json)",
                "ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE PLAIN, ALTER c SET STORAGE MAIN");
        source.capture("t");

        source.run(
                "INSERT INTO t SELECT 1, 1, repeat('x', 100000), convert_to(repeat('y', 2500), 'UTF8'), repeat('é', 1001 / 2),"
                        + " to_jsonb(array_agg(md5(g::text))), ('<a>' || string_agg(md5(g::text), '') || '</a>')::xml,"
                        + " to_json(array_agg(md5(g::text))) FROM generate_series(1, 500) g",
                "UPDATE t SET n = 2",
                "UPDATE t SET a = a || '', b = b || '', j = j || '[1]'",
                "UPDATE t SET a = repeat('z', 100000)",
                "UPDATE t SET id = 2",
                "DELETE FROM t");

        assertThat(source.query(
                        "SELECT op, kept, left(c3, 1), left(c4::text, 4), left(c5, 1), length(c6::text), length(c7::text),"
                                + " length(c8::text) FROM golconde.q1_1_0 ORDER BY lsn, ctid"))
                .containsExactly(
                        "i|null|x|\\x79|é|18000|16007|17501",
                        "u|{3,4,6,7,8}|null|null|é|null|null|null",
                        "u|{3,4,7,8}|null|null|é|18003|null|null",
                        "u|{4,6,7,8}|z|null|é|null|null|null",
                        "D|null|z|\\x79|é|18003|16007|17501",
                        "C|null|z|\\x79|é|18003|16007|17501",
                        "d|null|z|\\x79|é|18003|16007|17501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id int, v text, PRIMARY KEY (id, v))",
                "CREATE DOMAIN body AS text NOT NULL; CREATE TABLE t (id int PRIMARY KEY, v body)",
                "CREATE TABLE t (id int PRIMARY KEY, v varchar(500))",
                "CREATE TABLE t (id int PRIMARY KEY, v text[])",
                "CREATE TABLE t (id int, v text)"
            })
    void asksNothingOfColumnsWhoseValuesAreSmallOrHaveToBeThere(String table) throws SQLException {
        source.run(table);
        source.capture("t");

        assertThat(source.query(
                        "SELECT prosrc LIKE '%pg_column_size%' FROM pg_proc WHERE proname = 'capture_1_update'"))
                .containsExactly("f");
        assertThat(
                        source.query(
                                "SELECT attname FROM pg_attribute WHERE attrelid = 'golconde.q1_1_0'::regclass AND attname = 'kept'"))
                .isEmpty();
    }

    @Test
    void copiesLargeValuesWholeOnTheLevelOfStatements() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY, n int, v text)");
        source.run("SELECT golconde.capture('main', 't', level => 'statement')");

        source.run("INSERT INTO t VALUES (1, 1, repeat('x', 1000000))", "UPDATE t SET n = 2");

        assertThat(source.query("SELECT op, length(c3), kept FROM golconde.q1_1_0 ORDER BY lsn"))
                .containsExactly("i|1000000|null", "u|1000000|null");
    }

    @Test
    void storesEnumsAsTextAndDomainsAsTheirBase() throws SQLException {
        source.run(
                "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')",
                "CREATE DOMAIN real_mood AS mood",
                "CREATE DOMAIN amount AS int CHECK (VALUE > 0)",
                "CREATE DOMAIN amounts AS amount[]",
                "CREATE TABLE t (id int PRIMARY KEY, m mood, r real_mood, ms mood[], a amount, many amounts)");
        source.capture("t");

        source.run("INSERT INTO t VALUES (1, 'sad', 'it''s ok', '[2:3]={sad,NULL}', 4, '{{5},{6}}')");
        source.run("INSERT INTO t VALUES (2)");

        assertThat(source.query("SELECT c2, c3, c4, c5, c6 FROM golconde.q1_1_0 ORDER BY lsn"))
                .containsExactly("sad|it's ok|[2:3]={sad,NULL}|4|{{5},{6}}", "null|null|null|null|null");
        assertThat(source.query("SELECT pg_typeof(c2), pg_typeof(c3), pg_typeof(c4), pg_typeof(c5), pg_typeof(c6)"
                        + " FROM golconde.q1_1_0 LIMIT 1"))
                .containsExactly("text|text|text[]|integer|integer[]");
        assertThat(source.query(
                        "SELECT type_name, type_kind, built_in FROM golconde.generation_column ORDER BY attnum"))
                .containsExactly("int4|b|t", "mood|e|f", "mood|e|f", "_mood|b|f", "int4|b|t", "_int4|b|t");
    }

    @Test
    void queuesAChangeBeforeWhatTheTablesOwnTriggersMakeOfIt() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY, n int)", """
                CREATE FUNCTION bump() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN UPDATE t SET n = n + 1 WHERE id = NEW.id; RETURN NULL; END'""");
        source.run("CREATE TRIGGER \"#\" AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION bump()");
        source.capture("t");

        source.run("INSERT INTO t VALUES (1, 1)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": 1}", "u {\"c1\": 1, \"c2\": 2}");
    }

    @Test
    void capturesWhatAForeignKeyCascades() throws SQLException {
        source.run(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (2, 1)");
        source.capture("parent");
        source.capture("child");

        source.run("DELETE FROM parent");

        assertThat(source.queued()).containsExactly("d {\"c1\": 1}", "d {\"c1\": 2, \"c2\": 1}");
    }

    @Test
    void capturesPartitionsAsTheirRoot() throws SQLException {
        source.run(
                "CREATE TABLE t (id int, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE high (v text, id int NOT NULL)");
        source.capture("t");
        source.run("ALTER TABLE t ATTACH PARTITION high FOR VALUES FROM (10) TO (20)");

        source.run(
                "INSERT INTO t VALUES (1, 'a')",
                "INSERT INTO high VALUES ('b', 11)",
                "UPDATE t SET id = 12 WHERE id = 1");
        source.run("TRUNCATE t");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\"}",
                        "i {\"c1\": 11, \"c2\": \"b\"}",
                        "d {\"c1\": 1, \"c2\": \"a\"}",
                        "i {\"c1\": 12, \"c2\": \"a\"}",
                        "t {\"c1\": null, \"c2\": null}");
    }

    @Test
    void fallsBackToTheKeyWhereARowIsTooWide() throws SQLException {
        source.run(source.value(
                "SELECT format('CREATE TABLE t (%s, PRIMARY KEY (k1))', string_agg('k' || i || ' int', ', '))"
                        + " FROM generate_series(1, 1597) i"));
        source.capture("t");

        source.run("INSERT INTO t (k1) VALUES (1)");

        assertThat(source.queued()).containsExactly("i {\"c1\": 1}");
        assertThat(source.value("SELECT capture FROM golconde.generation")).isEqualTo("key");
    }

    @Test
    void refusesWhatItCannotCapture() throws SQLException {
        source.run(
                "CREATE VIEW view AS SELECT 1",
                "CREATE TABLE root (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE leaf PARTITION OF root DEFAULT",
                "CREATE TEMP TABLE scratch (id int PRIMARY KEY)",
                "CREATE TABLE half (id int) PARTITION BY LIST (id)",
                "CREATE TABLE here PARTITION OF half FOR VALUES IN (1)",
                "CREATE FOREIGN DATA WRAPPER nothing",
                "CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE there PARTITION OF half FOR VALUES IN (2) SERVER nowhere");

        assertRefused("view", "is not a table");
        assertRefused("leaf", "partitioned table");
        assertRefused("scratch", "temporary");
        assertRefused("half", "has the foreign table public.there as a partition");
        source.run("DROP FOREIGN DATA WRAPPER nothing CASCADE");
        assertRefused("pg_catalog.pg_class", "system table");
        assertRefused("golconde.queue", "system table");
    }

    @Test
    void capturesATableWithoutPrimaryKeyByTheColumnsGiven() throws SQLException {
        source.run("CREATE TABLE t (v text, code text NOT NULL)");
        assertThatThrownBy(() -> source.run("SELECT golconde.capture('main', 't', key_columns => ARRAY['cod'])"))
                .hasMessageContaining("has no column cod");
        assertThatThrownBy(() -> source.run("SELECT golconde.capture('main', 't', key_columns => ARRAY['code', 'v'])"))
                .hasMessageContaining("may have NULL in column v")
                .hasMessageContaining("ALTER TABLE public.t ALTER v SET NOT NULL");

        source.run("SELECT golconde.capture('main', 't', key_columns => ARRAY['code'])");
        source.run("INSERT INTO t VALUES ('a', 'x')", "UPDATE t SET code = 'y'");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": \"a\", \"c2\": \"x\"}",
                        "D {\"c1\": \"a\", \"c2\": \"x\"}",
                        "C {\"c1\": \"a\", \"c2\": \"y\"}");
    }

    @Test
    void keepsATableInItsQueue() throws SQLException {
        source.run("CREATE TABLE t (id int PRIMARY KEY)");
        source.capture("t");

        source.capture("t");

        assertThat(source.value("SELECT count(*) FROM golconde.generation")).isEqualTo("1");
        assertThatThrownBy(() -> source.run("SELECT golconde.capture('other', 't')"))
                .hasMessageContaining("another queue");
    }

    private void assertRefused(String table, String reason) {
        assertThatThrownBy(() -> source.capture(table))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(reason);
    }
}
