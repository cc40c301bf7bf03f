package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of a statement are queued one by one or together. */
class CaptureLevelTest {
    private static final String TRIGGERS = """
            SELECT count(*) FILTER (WHERE tgnewtable IS NOT NULL OR tgoldtable IS NOT NULL) || ' of ' || count(*)
            FROM pg_trigger WHERE tgname LIKE '!golconde%%' AND tgrelid = '%s'::regclass""";

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void theRowsOfAStatementAreQueuedTogether() throws SQLException {
        source.run(
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "UPDATE t SET v = v || '!'",
                "DELETE FROM t WHERE id = 2",
                "TRUNCATE t");

        assertThat(triggers("t")).isEqualTo("3 of 4");
        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1, \"c2\": \"a\"}",
                        "i {\"c1\": 2, \"c2\": \"b\"}",
                        "u {\"c1\": 1, \"c2\": \"a!\"}",
                        "u {\"c1\": 2, \"c2\": \"b!\"}",
                        "d {\"c1\": 2, \"c2\": \"b!\"}",
                        "t {\"c1\": null, \"c2\": null}");
    }

    @Test
    void aChangedKeyIsStillTheDeleteOfTheOldOneAndTheNewRow() throws SQLException {
        source.run(
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "UPDATE t SET id = id + 2 WHERE id = 1");

        assertThat(source.queued())
                .containsExactly(
                        "D {\"c1\": 1, \"c2\": \"a\"}", "C {\"c1\": 3, \"c2\": \"a\"}", "u {\"c1\": 3, \"c2\": \"a\"}");
    }

    @Test
    void allRowsOfAStatementThatChangesKeysAreQueuedOnceMore() throws SQLException {
        source.run(
                "CREATE TABLE n (old numeric, place text, PRIMARY KEY (old) DEFERRABLE)",
                "INSERT INTO n VALUES (1, 'a'), (2, 'b'), (3.0, 'c'), (4, 'd')",
                "SELECT golconde.capture('main', 'n', level => 'statement')",
                "UPDATE n SET old = (ARRAY[2, 1, 3.00, 4])[old::int]");

        assertThat(source.queued())
                .containsExactly(
                        "D {\"c1\": 1, \"c2\": \"a\"}",
                        "C {\"c1\": 2, \"c2\": \"a\"}",
                        "D {\"c1\": 2, \"c2\": \"b\"}",
                        "C {\"c1\": 1, \"c2\": \"b\"}",
                        "D {\"c1\": 3.0, \"c2\": \"c\"}",
                        "C {\"c1\": 3.00, \"c2\": \"c\"}",
                        "u {\"c1\": 2, \"c2\": \"a\"}",
                        "u {\"c1\": 1, \"c2\": \"b\"}",
                        "u {\"c1\": 3.00, \"c2\": \"c\"}",
                        "u {\"c1\": 4, \"c2\": \"d\"}");
    }

    /** Keys of several columns, of arrays of several shapes; rows that come by INSERT; none. */
    @Test
    void keysOfEveryShapeAreCompared() throws SQLException {
        source.run(
                "CREATE TABLE k (a int[], b text, image int, PRIMARY KEY (b, a))",
                "INSERT INTO k VALUES ('{1}', 'x', 0), ('{{1,2},{3,4}}', 'x', 0), ('{}', 'x', 0)",
                "SELECT golconde.capture('main', 'k', level => 'statement')",
                "UPDATE k SET image = 1",
                "UPDATE k SET image = 2 WHERE false",
                "INSERT INTO k VALUES ('{}', 'x', 0) ON CONFLICT (b, a) DO UPDATE SET b = 'y'");

        assertThat(source.queued())
                .extracting(change -> change.replaceAll("\"c\\d\"|[^uDC0-9xy]", ""))
                .containsExactly("u1x1", "u1234x1", "ux1", "Dx1", "Cy1", "uy1");
    }

    @Test
    void anAlteredTableStaysOnItsLevel() throws SQLException {
        source.run(
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "ALTER TABLE t ADD w int DEFAULT 7",
                "INSERT INTO t VALUES (1, 'a')");

        assertThat(triggers("t")).isEqualTo("3 of 4");
        assertThat(source.queued()).containsExactly("i {\"c1\": 1, \"c2\": \"a\", \"c3\": 7}");
    }

    @Test
    void aTableThatLosesItsKeyIsCapturedByRow() throws SQLException {
        source.run(
                "CREATE TABLE named (id int NOT NULL, v text)",
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "SELECT golconde.capture('main', 'named', key_columns => '{id}', level => 'statement')",
                "ALTER TABLE t DROP COLUMN id",
                "ALTER TABLE named DROP COLUMN id",
                "INSERT INTO t VALUES ('a')",
                "INSERT INTO named VALUES ('a')");

        assertThat(triggers("t")).isEqualTo("0 of 4");
        assertThat(triggers("named")).isEqualTo("0 of 4");
        assertThat(source.queued()).hasSize(2);
    }

    /** What a statement writes into a child would come as the parent's rows. */
    @Test
    void aTableThatGetsAChildIsCapturedByRow() throws SQLException {
        source.run(
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "CREATE TABLE child () INHERITS (t)",
                "INSERT INTO child VALUES (1, 'child')",
                "INSERT INTO t VALUES (2, 'own')",
                "UPDATE t SET v = 'both'");

        assertThat(triggers("t")).isEqualTo("0 of 4");
        assertThat(source.queued())
                .containsExactly("i {\"c1\": 2, \"c2\": \"own\"}", "u {\"c1\": 2, \"c2\": \"both\"}");
    }

    @Test
    void aTableThatLosesItsLastChildIsCapturedByStatementAgain() throws SQLException {
        source.run(
                "SELECT golconde.capture('main', 't', level => 'statement')",
                "CREATE TABLE child () INHERITS (t)",
                "CREATE TABLE other () INHERITS (t)",
                "DROP TABLE child");
        assertThat(triggers("t")).isEqualTo("0 of 4");

        source.run("DROP TABLE other");
        assertThat(triggers("t")).isEqualTo("3 of 4");
    }

    @Test
    void tablesThatCannotBeCapturedByStatementAreCapturedByRow() throws SQLException {
        source.run(
                "CREATE TABLE keyless (v text)",
                "CREATE TABLE root (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE part PARTITION OF root DEFAULT",
                "CREATE TABLE replicated (id int PRIMARY KEY)",
                "SELECT golconde.capture('main', 'replicated', replicated => true)");

        ensure(CaptureLevel.STATEMENT);

        assertThat(triggers("t")).isEqualTo("3 of 4");
        assertThat(triggers("keyless")).isEqualTo("0 of 4");
        assertThat(triggers("replicated")).isEqualTo("0 of 4");
        assertThat(triggers("root")).isEqualTo("0 of 6");
    }

    @Test
    void theSettingMovesTablesToItsLevelAndAutoLeavesThemThere() throws SQLException {
        ensure(CaptureLevel.AUTO);
        assertThat(triggers("t")).isEqualTo("0 of 4");

        ensure(CaptureLevel.STATEMENT);
        ensure(CaptureLevel.AUTO);
        assertThat(triggers("t")).isEqualTo("3 of 4");

        ensure(CaptureLevel.ROW);
        assertThat(triggers("t")).isEqualTo("0 of 4");
        source.run("INSERT INTO t VALUES (1, 'a')", "UPDATE t SET id = 2");
        assertThat(source.queued()).extracting(change -> change.substring(0, 1)).containsExactly("i", "D", "C");
    }

    private void ensure(CaptureLevel level) throws SQLException {
        new Installer(new InstallSettings(
                        "main",
                        TableQueues.only("main"),
                        SourceDatabase.selection("public\\..*"),
                        false,
                        NamedKeys.NONE,
                        List.of(Pattern.compile("public\\.replicated")),
                        level,
                        null))
                .ensure(source.connection());
    }

    private String triggers(String table) throws SQLException {
        List<String> rows = source.query(TRIGGERS.formatted(table));
        return rows.get(0);
    }
}
