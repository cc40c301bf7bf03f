package io.golconde.source.drain;

import static io.golconde.source.drain.DrainFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables change while statements that read them are prepared on the server. */
class DdlWhileDrainingTest {
    private static final int UNTIL_PREPARED = 8;

    private DrainFixture source;
    private QueueDrain drain;
    private int id;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture("CREATE TABLE k (id int PRIMARY KEY, v text, w int)");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "key"})
    void goesOnThroughEveryChangeOfATable(String capture) throws Exception {
        source.withoutExistingRows().install();
        source.execute("SELECT golconde.stop_capture('k')", "SELECT golconde.capture('main', 'k', '" + capture + "')");
        drain = source.drain(null);
        insert("'a', 1", "a 1");

        changes("ALTER TABLE k ALTER COLUMN v TYPE varchar(20), ALTER COLUMN w TYPE numeric", "'b', 1.50", "b 1.50");
        changes("ALTER TABLE k RENAME COLUMN w TO u", "'c', 2", "c 2");
        changes("ALTER TABLE k ADD COLUMN x boolean DEFAULT true", "'d', 3, false", "d 3 false");
        changes("ALTER TABLE k DROP COLUMN u", "'e', true", "e true");
        changes("ALTER TABLE k ALTER COLUMN id TYPE bigint", "'f', true", "f true");
        changes("ALTER TABLE k RENAME TO m", "'g', true", "g true");
        changes("CREATE SCHEMA other; ALTER TABLE m SET SCHEMA other", "'h', true", "h true");
    }

    @Test
    void keyCaptureReadsWhatTheTableHasNowThoughNobodyTold() throws Exception {
        source.withoutExistingRows().install();
        source.execute(
                "SELECT golconde.stop_capture('k')",
                "SELECT golconde.capture('main', 'k', 'key')",
                "DROP EVENT TRIGGER golconde_ddl",
                "DROP EVENT TRIGGER golconde_drop");
        drain = source.drain(null);
        insert("'a', 1", "a 1");

        source.execute("ALTER TABLE k ALTER COLUMN w TYPE text");
        insert("'b', 'words'", "b words");
        source.execute("ALTER TABLE k ADD COLUMN x boolean DEFAULT true");
        insert("'c', 'words', false", "c words false");
        source.execute("ALTER TABLE k DROP COLUMN v");
        insert("'d', true", "d true");
        source.execute("ALTER TABLE k RENAME COLUMN w TO v");
        insert("'e', true", "e true");
        source.execute("ALTER TABLE k ALTER COLUMN x TYPE varchar(10), ALTER COLUMN v TYPE varchar(10)");
        insert("'f', 'g'", "f g");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE k ALTER COLUMN w TYPE numeric",
                "ALTER TABLE k DROP COLUMN w",
                "DROP TABLE k; CREATE TABLE z (id int PRIMARY KEY)"
            })
    void keepsARowThatWasChangedTwiceBeforeItsTable(String ddl) throws Exception {
        source.withoutExistingRows().install();
        source.execute(
                "BEGIN; INSERT INTO k VALUES (1, 'a', 7); UPDATE k SET v = 'b'; COMMIT",
                "BEGIN; INSERT INTO k VALUES (2, 'c', 8); UPDATE k SET v = 'd' WHERE id = 2; DELETE FROM k WHERE id = 2; COMMIT",
                ddl);

        assertThat(words(source.drain(null), 5))
                .containsExactly("c k 1 a 7", "u k 1 b 7", "c k 2 c 8", "u k 2 d 8", "d k 2");
    }

    private void changes(String ddl, String values, String words) throws Exception {
        source.execute(ddl);
        source.execute("SELECT golconde.refresh(relation) FROM golconde.captured_table");
        insert(values, words);
    }

    private void insert(String values, String words) throws Exception {
        String table = source.query("SELECT relation FROM golconde.captured_table WHERE relation IS NOT NULL");
        for (int i = 0; i < UNTIL_PREPARED; i++) {
            source.execute("INSERT INTO " + table + " VALUES (" + ++id + ", " + values + ")");
            String name = table.substring(table.indexOf('.') + 1);
            assertThat(words(drain, 1)).containsExactly("c " + name + " " + id + " " + words);
        }
    }
}
