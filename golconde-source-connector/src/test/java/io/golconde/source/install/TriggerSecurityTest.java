package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trigger functions run with the rights of Golconde in anybody's session. */
class TriggerSecurityTest {
    private static final String GENERATED = "FROM pg_proc WHERE proname ~ '^capture_[0-9]+_'";
    /** Nothing of it makes PostgreSQL look for an operator, a function or a type that has no schema. */
    private static final Pattern HARMLESS = Pattern.compile("""
            \\s+ | \\#variable_conflict\\ use_column | '(?:[^']|\'\')*' | (?:OLD|NEW)\\.(?:\\w+|\\*|"(?:[^"]|"")*")
            | (?:::)? pg_catalog\\.(?:\\w+|"char") | golconde\\.\\w+ | OPERATOR\\(pg_catalog\\.[^)\\w]+\\)
            | \\b(?:DECLARE|BEGIN|IF|THEN|ELSIF|ELSE|END|RETURN|INSERT|INTO|VALUES|SELECT|WHERE|IS|NOT|NULL|OR|AND|ROW|RAISE|EXCEPTION|PERFORM|FROM|AS|LIMIT|OFFSET|EXISTS|OVER|FULL|JOIN|ON|ORDER|BY|LOOP|NEW|OLD|true)\\b
            | FOR\\ changed\\ IN | \\b(?:o|n|changed)\\.(?:place|key|image|before|after)\\b | \\b(?:o|n|changed)\\b
            | USING\\ HINT\\ = | \\b(?:TG_TABLE_SCHEMA|TG_TABLE_NAME|TG_RELID|TG_WHEN|slot|lsn|txid|op|at|origin|row_file|row_place|kept|old_rows|new_rows|before|after|place|key|image|c?\\d+)\\b | := | [(),;]
            """, Pattern.COMMENTS);

    private static final String EVIL = """
            CREATE FUNCTION evil.%1$s RETURNS %2$s LANGUAGE plpgsql AS
            $$BEGIN INSERT INTO public.victim SELECT current_user; RETURN %3$s; END$$""";

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE DOMAIN real_mood AS mood",
                "CREATE TABLE t (id int PRIMARY KEY, \"odd \"\"=' name\" text, m mood, r real_mood, ms mood[], n numeric)",
                "CREATE TABLE k (a int, b text, v text, PRIMARY KEY (a, b))",
                "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE p1 PARTITION OF p DEFAULT",
                "CREATE TABLE l (v text)",
                "CREATE TABLE s (id int PRIMARY KEY, m mood)",
                "CREATE TABLE sk (id int PRIMARY KEY, m mood)",
                "CREATE TABLE victim (attacked_as text)");
        source.capture("t");
        source.run("SELECT golconde.capture('main', 'k', 'key')");
        source.capture("p");
        source.capture("l");
        source.run("SELECT golconde.capture('main', 's', level => 'statement')");
        source.run("SELECT golconde.capture('main', 'sk', 'key', level => 'statement')");
        createAttacker();
    }

    private void createAttacker() throws SQLException {
        source.run(
                "CREATE ROLE attacker LOGIN PASSWORD 'secret'",
                "GRANT CREATE ON SCHEMA public TO attacker",
                "GRANT INSERT, UPDATE, DELETE, SELECT, TRUNCATE ON t, k, p, p1, l, s, sk TO attacker",
                "GRANT INSERT, SELECT ON victim TO attacker",
                "CREATE SCHEMA evil AUTHORIZATION attacker");
    }

    @AfterEach
    void close() throws SQLException {
        source.run("DROP OWNED BY attacker CASCADE", "DROP ROLE attacker");
        source.close();
    }

    @Test
    void generatedFunctionsLookNothingUp() throws SQLException {
        List<String> bodies = source.query("SELECT prosrc " + GENERATED);

        assertThat(bodies)
                .hasSize(26)
                .allSatisfy(body ->
                        assertThat(HARMLESS.matcher(body).replaceAll("")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slot = 0",
                "NEW.a IS DISTINCT FROM OLD.a",
                "CASE slot WHEN",
                "NEW.a::text",
                "concat(NEW.a)",
                "NULLIF(slot, 0)",
                "slot IN (1)"
            })
    void aLookUpWouldBeNoticed(String code) {
        assertThat(HARMLESS.matcher(code).replaceAll("")).isNotEmpty();
    }

    @Test
    void generatedFunctionsAreForNobodyElse() throws SQLException {
        assertThat(source.query("SELECT DISTINCT prosecdef, proconfig, proacl::text " + GENERATED))
                .containsExactly("t|null|{postgres=X/postgres}");
        assertThat(source.query("""
                        SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
                        WHERE pronamespace = 'golconde'::regnamespace AND a.grantee = 0""")).isEmpty();
    }

    /** But for execute, which has no rights but its caller's, and executes what it is given as the caller would. */
    @Test
    void allOtherFunctionsFixTheirSearchPath() throws SQLException {
        assertThat(source.query("""
                        SELECT DISTINCT proconfig[1] FROM pg_proc
                        WHERE pronamespace = 'golconde'::regnamespace AND proname !~ '^capture_[0-9]+_'
                          AND (proname <> 'execute' OR prosecdef)""")).containsExactly("search_path=pg_catalog, pg_temp");
    }

    @Test
    void operatorsAndTypesOfASessionAreNotUsed() throws SQLException {
        try (Connection attacker = source.connect("attacker")) {
            for (String type : List.of("int8", "int4", "oid", "record", "numeric", "text")) {
                String name = type + "_" + type;
                SourceDatabase.run(
                        attacker,
                        EVIL.formatted(name + "(a pg_catalog." + type + ", b pg_catalog." + type + ")", "bool", "true"),
                        "CREATE OPERATOR evil.= (LEFTARG = pg_catalog.%1$s, RIGHTARG = pg_catalog.%1$s, FUNCTION = evil.%2$s)"
                                .formatted(type, name),
                        "CREATE OPERATOR evil.*<> (LEFTARG = pg_catalog.%1$s, RIGHTARG = pg_catalog.%1$s, FUNCTION = evil.%2$s)"
                                .formatted(type, name));
            }
            SourceDatabase.run(
                    attacker,
                    EVIL.formatted("clock_timestamp()", "timestamptz", "now()"),
                    EVIL.formatted("concat(variadic a pg_catalog.text[])", "text", "''"),
                    "CREATE TEMP TABLE text (a int)",
                    "CREATE TEMP TABLE int8 (a int)",
                    "CREATE DOMAIN pg_temp.record AS int",
                    "SET search_path = evil, pg_temp, pg_catalog, public");

            useEachTrigger(attacker);
        }

        assertThat(source.query("SELECT * FROM victim")).isEmpty();
        assertThat(source.queued()).hasSize(27);
        assertThat(source.query("SELECT FROM golconde.missed_change")).hasSize(1);
    }

    @Test
    void castsOfTheApplicationAreNotUsed() throws SQLException {
        source.run("ALTER TYPE mood OWNER TO attacker");
        try (Connection attacker = source.connect("attacker")) {
            SourceDatabase.run(
                    attacker,
                    EVIL.formatted("to_text(a public.mood)", "text", "'x'"),
                    "CREATE CAST (public.mood AS text) WITH FUNCTION evil.to_text(public.mood) AS IMPLICIT",
                    EVIL.formatted("to_texts(a public.mood[])", "text[]", "'{x}'"),
                    "CREATE CAST (public.mood[] AS text[]) WITH FUNCTION evil.to_texts(public.mood[]) AS IMPLICIT");

            useEachTrigger(attacker);
        }

        assertThat(source.query("SELECT * FROM victim")).isEmpty();
        assertThat(source.query("SELECT c3, c4, c5 FROM golconde.q1_1_0 WHERE op = 'i'"))
                .containsExactly("sad|sad|{sad}");
    }

    /** Without the event trigger, the owner of a table can change its key behind Golconde's back. */
    @Test
    void aKeyOfAnotherTypeIsRefusedInsteadOfCast() throws SQLException {
        source.run("DROP EVENT TRIGGER golconde_ddl", "ALTER TABLE k OWNER TO attacker");
        try (Connection attacker = source.connect("attacker")) {
            SourceDatabase.run(
                    attacker,
                    "CREATE TYPE evil.kind AS ENUM ('x')",
                    EVIL.formatted("to_int(a evil.kind)", "int", "1"),
                    "CREATE CAST (evil.kind AS int) WITH FUNCTION evil.to_int(evil.kind) AS ASSIGNMENT",
                    "ALTER TABLE k ALTER a TYPE evil.kind USING 'x'");

            assertThatThrownBy(() -> SourceDatabase.run(attacker, "INSERT INTO k VALUES ('x', 'b')"))
                    .hasMessageContaining("golconde.refresh");
        }
        source.run("SELECT golconde.refresh('k')", "INSERT INTO k VALUES ('x', 'b')");

        assertThat(source.query("SELECT * FROM victim")).isEmpty();
        assertThat(source.queued()).containsExactly("i {\"c1\": \"x\", \"c2\": \"b\"}");
    }

    @Test
    void aStrangersTableCannotWriteIntoAQueue() throws SQLException {
        try (Connection attacker = source.connect("attacker")) {
            SourceDatabase.run(attacker, "CREATE TABLE evil.t (id int)");

            assertThatThrownBy(
                            () -> SourceDatabase.run(
                                    attacker,
                                    "CREATE TRIGGER x AFTER INSERT ON evil.t FOR EACH ROW EXECUTE FUNCTION golconde.capture_1_insert()"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> SourceDatabase.run(attacker, "SELECT golconde.uninstall()"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void nobodyCanTruncateAPartitionUnnoticed() throws SQLException {
        source.run("INSERT INTO p VALUES (1)");
        try (Connection attacker = source.connect("attacker")) {
            SourceDatabase.run(
                    attacker,
                    "SELECT set_config('golconde.truncated', 'p'::regclass::oid::text, false)",
                    "TRUNCATE p1");
        }

        assertThat(source.queued()).containsExactly("i {\"c1\": 1}", "d {\"c1\": 1}");
    }

    @Test
    void aSchemaThatSomebodyElsePutThereIsRefused() throws SQLException {
        source.run("SELECT golconde.uninstall()", "CREATE SCHEMA golconde AUTHORIZATION attacker");

        assertThatThrownBy(() -> new InstallTransaction(source.connection()).run(SchemaFile.script(SchemaFile.ALL)))
                .hasMessageContaining("schema golconde belongs to role attacker");
    }

    private static void useEachTrigger(Connection connection) throws SQLException {
        SourceDatabase.run(
                connection,
                "INSERT INTO public.t VALUES (1, 'a', 'sad', 'sad', '{sad}')",
                "UPDATE public.t SET n = 1",
                "UPDATE public.t SET id = 2",
                "DELETE FROM public.t",
                "TRUNCATE public.t",
                "INSERT INTO public.k VALUES (1, 'a')",
                "UPDATE public.k SET v = 'b'",
                "UPDATE public.k SET a = 2",
                "DELETE FROM public.k",
                "TRUNCATE public.k",
                "INSERT INTO public.p VALUES (1)",
                "TRUNCATE public.p1",
                "INSERT INTO public.l VALUES ('a')",
                "UPDATE public.l SET v = 'b'",
                "DELETE FROM public.l");
        for (String table : List.of("public.s", "public.sk")) {
            SourceDatabase.run(
                    connection,
                    "INSERT INTO " + table + " VALUES (1, 'sad')",
                    "UPDATE " + table + " SET m = NULL",
                    "UPDATE " + table + " SET id = 2",
                    "DELETE FROM " + table);
        }
    }
}
