package io.golconde.source.drain;

import static io.golconde.source.drain.DrainFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.type.BinaryMode;
import io.golconde.core.type.DecimalMode;
import io.golconde.core.type.TimeMode;
import io.golconde.core.type.Unavailable;
import io.golconde.core.type.WireForms;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of large values that an update keeps: they are not copied into the queue again. */
class LargeValuesTest {
    private static final WireForms RESELECTED =
            new WireForms(BinaryMode.HEX, DecimalMode.STRING, TimeMode.MICROSECONDS, new Unavailable("???", true));
    private static final Pattern LARGE = Pattern.compile("(x|y)\\1{9999}");
    private static final String INSERT = "INSERT INTO t VALUES (1, 1, repeat('x', 10000))";
    private static final String KEPT = "__debezium_unavailable_value";

    private DrainFixture source;

    @BeforeEach
    void create() throws SQLException {
        source = new DrainFixture(
                "CREATE TABLE t (id int PRIMARY KEY, n int, v text)", "ALTER TABLE t ALTER v SET STORAGE EXTERNAL");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void sendsThePlaceholderForThem() throws Exception {
        source.withoutExistingRows().install();
        source.execute(INSERT, "UPDATE t SET n = 2", "UPDATE t SET n = 3, v = repeat('y', 10000)", "DELETE FROM t");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 4)).containsExactly("c t 1 1 X", "u t 1 2 " + KEPT, "u t 1 3 Y", "d t 1");
        }
    }

    @Test
    void sendsThemWholeWhereTheRowIsReadAgain() throws Exception {
        source.withoutExistingRows().install();
        source.execute("BEGIN", INSERT, "UPDATE t SET n = 2", "UPDATE t SET n = 3", "COMMIT", "UPDATE t SET n = 4");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 4))
                    .containsExactly("c t 1 1 X", "u t 1 2 " + KEPT, "u t 1 3 " + KEPT, "u t 1 4 X");
        }
    }

    @Test
    void sendsThemWholeUntilTheExistingRowsAreSent() throws Exception {
        source.execute(INSERT, "INSERT INTO t VALUES (2, 1, repeat('x', 10000))");
        source.install();
        source.execute("UPDATE t SET n = 2", "UPDATE t SET n = 3 WHERE id = 1", "DELETE FROM t WHERE id = 2");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 5)).containsExactly("u t 1 2 X", "d t 2", "u t 1 3 X", "d t 2", "r t 1 3 X");
            source.execute("UPDATE t SET n = 4");
            assertThat(shortWords(drain, 1)).containsExactly("u t 1 4 " + KEPT);
        }
    }

    @Test
    void sendsThemWholeWhileExistingRowsAreAskedFor() throws Exception {
        source.withoutExistingRows().install();
        source.execute(INSERT);

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 1)).containsExactly("c t 1 1 X");
            source.execute("SELECT golconde.pause_backfill(golconde.backfill('t'))", "UPDATE t SET n = 2");
            assertThat(shortWords(drain, 1)).containsExactly("u t 1 2 X");
            source.execute("SELECT golconde.resume_backfill(max(id)) FROM golconde.backfill_request");
            assertThat(shortWords(drain, 1)).containsExactly("r t 1 2 X");
            source.execute("UPDATE t SET n = 3");
            assertThat(shortWords(drain, 1)).containsExactly("u t 1 3 " + KEPT);
        }
    }

    @Test
    void readsThemAgainWhereThatIsWanted() throws Exception {
        source.in(RESELECTED).withoutExistingRows().execute(INSERT, "INSERT INTO t VALUES (2, 1, repeat('y', 10000))");
        source.install();
        source.execute(
                "UPDATE t SET n = 2 WHERE id = 1", "UPDATE t SET n = 2 WHERE id = 2", "DELETE FROM t WHERE id = 2");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 3)).containsExactly("u t 1 2 X", "d t 2", "d t 2");
        }
    }

    @Test
    void doesTheSameInWindowsOfSeveralParts() throws Exception {
        source.inPartsOf(20_000).withoutExistingRows();
        source.install();
        source.execute(
                "INSERT INTO t SELECT g, 1, repeat('x', 10000) FROM generate_series(1, 40) g", "UPDATE t SET n = 2");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 40)).allMatch(word -> word.endsWith(" 1 X"));
            assertThat(shortWords(drain, 40)).allMatch(word -> word.endsWith(" 2 " + KEPT));
        }
    }

    @Test
    void readsThemAgainInWindowsOfSeveralParts() throws Exception {
        source.inPartsOf(20_000).in(RESELECTED).withoutExistingRows();
        source.install();
        source.execute(
                "INSERT INTO t SELECT g, 1, repeat('x', 10000) FROM generate_series(1, 40) g", "UPDATE t SET n = 2");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 80)).allMatch(word -> word.endsWith(" X"));
        }
    }

    @Test
    void readsWhatAnOlderVersionHasQueued() throws Exception {
        source.withoutExistingRows().install();
        source.execute(INSERT);
        source.execute(
                "ALTER TABLE golconde.q1_1_0 DROP COLUMN kept",
                "ALTER TABLE golconde.generation_column DROP COLUMN large CASCADE",
                "DELETE FROM golconde.installed_file WHERE name LIKE 'tables/%'");
        source.install();
        source.execute("UPDATE t SET n = 2");

        try (QueueDrain drain = source.drain(null)) {
            assertThat(shortWords(drain, 2)).containsExactly("c t 1 1 X", "u t 1 2 " + KEPT);
        }
    }

    private static List<String> shortWords(QueueDrain drain, int count) throws InterruptedException {
        return words(drain, count).stream()
                .map(word ->
                        LARGE.matcher(word).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT)))
                .toList();
    }
}
