package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.testkit.Await;
import io.golconde.testkit.LogLines;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a table without a key are handed out once each: there is nothing by which a second one would be known. */
class KeylessTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STATES = "SELECT string_agg(state, ' ') FROM golconde.backfill_request";
    private static final String KEPT = "SELECT count(*) FROM golconde.kept_place";
    private static final String ROWS = "INSERT INTO log SELECT i, repeat('x', 100) FROM generate_series(%d, %d) i";

    private DrainFixture source;

    @BeforeEach
    void createTables() throws SQLException {
        source = new DrainFixture(
                "CREATE TABLE log (v int, pad text) WITH (autovacuum_enabled = off)",
                "CREATE TABLE zz_last (id int PRIMARY KEY)",
                "INSERT INTO zz_last VALUES (0)",
                ROWS.formatted(1, 2000));
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void rowsThatWereThereAndRowsThatComeMeanwhileAreHandedOutOnce() throws Exception {
        source.execute("DELETE FROM log WHERE v % 2 = 0", "VACUUM log");
        source.install();
        source.execute(ROWS.formatted(2001, 2500));
        QueueDrain drain = source.drain(null);
        List<QueuedChange> taken = DrainFixture.take(drain, 700);
        source.execute(ROWS.formatted(2501, 3000));

        takeTheRest(drain, taken);

        assertThat(values(taken)).isEqualTo(source.column("SELECT v FROM log ORDER BY v"));
        assertThat(taken)
                .filteredOn(change -> change.change() instanceof RowChange.Write write && write.key() != null)
                .hasSize(1);
    }

    @Test
    void partitionsAreReadOneAfterTheOther() throws Exception {
        source.execute(
                "ALTER TABLE log RENAME TO first",
                "CREATE TABLE log (v int, pad text) PARTITION BY RANGE (v)",
                "CREATE TABLE second (pad text, v int)",
                "INSERT INTO second SELECT '', i FROM generate_series(10001, 10300) i",
                "ALTER TABLE log ATTACH PARTITION second FOR VALUES FROM (10000) TO (20000)",
                "ALTER TABLE log ATTACH PARTITION first FOR VALUES FROM (0) TO (10000)",
                "CREATE SCHEMA aside",
                "CREATE TABLE aside.third (v int, pad text)",
                "INSERT INTO aside.third VALUES (20001, '')");
        source.install();
        source.execute(
                "INSERT INTO log VALUES (5000, ''), (10500, '')",
                "ALTER TABLE log ATTACH PARTITION aside.third FOR VALUES FROM (20000) TO (30000)",
                "INSERT INTO log VALUES (20002, '')");

        List<QueuedChange> taken = takeTheRest(source.drain(null), new ArrayList<>());

        assertThat(values(taken)).isEqualTo(source.column("SELECT v FROM log ORDER BY v"));
    }

    @Test
    void readingGoesOnWhereItWasLeft() throws Exception {
        source.install();
        List<QueuedChange> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            takeAndClose(taken, 333);
            source.execute(ROWS.formatted(3000 + i, 3000 + i));
        }

        takeTheRest(source.drain(last(taken)), taken);

        assertThat(values(taken)).isEqualTo(source.column("SELECT v FROM log ORDER BY v"));
    }

    @Test
    void nothingIsLostWhereTheTableIsRewrittenMeanwhile() throws Exception {
        source.install();
        List<QueuedChange> taken = new ArrayList<>();
        takeAndClose(taken, 1900);
        source.execute("DELETE FROM log WHERE v <= 1500", "VACUUM FULL log", ROWS.formatted(3001, 3100));

        takeTheRest(source.drain(last(taken)), taken);

        assertThat(values(taken)).containsAll(source.column("SELECT v FROM log"));
        assertThat(values(taken)).filteredOn(v -> Integer.parseInt(v) > 3000).doesNotHaveDuplicates();
    }

    @Test
    void aRewriteBeforeTheRowsAreReadIsToldAndATruncateIsNone() throws Exception {
        source.install();
        source.execute("TRUNCATE log", ROWS.formatted(3001, 3010));
        assertThat(warnings()).doesNotContain("rewritten");

        source.execute("DELETE FROM golconde.progress", "VACUUM FULL log");
        assertThat(warnings())
                .contains("public.log was rewritten, or lost a partition, before its existing rows were read");
    }

    @Test
    void theEndOfARunThatFoundNoMoreRowsIsStoredWithoutAnother() throws Exception {
        source.execute("DELETE FROM log WHERE v > 1000", "DELETE FROM zz_last");
        source.install();
        List<QueuedChange> taken;
        try (QueueDrain drain = source.drain(null)) {
            taken = DrainFixture.take(drain, 1000);
            Await.until(
                    "the end of both runs", PATIENCE, () -> source.query(STATES).equals("done done"));
        }
        source.execute("VACUUM FULL log");

        try (QueueDrain drain = source.drain(last(taken))) {
            source.execute(ROWS.formatted(3001, 3001));
            assertThat(values(DrainFixture.take(drain, 1))).containsExactly("3001");
        }
    }

    @Test
    void aBacklogComesInOrder() throws Exception {
        source.withoutExistingRows().inPartsOf(100_000).install();
        source.execute(ROWS.formatted(1, 3000), "TRUNCATE log", ROWS.formatted(1, 3000));

        List<QueuedChange> taken = DrainFixture.take(source.drain(null), 6001);

        List<String> once = source.column("SELECT 'c log ' || v || ' ' || pad FROM log ORDER BY v");
        List<String> expected = new ArrayList<>(once);
        expected.add("t log");
        expected.addAll(once);
        assertThat(taken).extracting(DrainFixture::word).isEqualTo(expected);
    }

    @Test
    void slotsAreEmptiedAndPlacesKeptUntilTheRowsThatWereThereAreRead() throws Exception {
        source.execute("CREATE TABLE with_key (id int PRIMARY KEY)");
        source.install();
        source.execute("INSERT INTO log VALUES (1, '')", "INSERT INTO with_key VALUES (1)");
        Rotation rotation = new Rotation(
                source.connection,
                "main",
                new Rotation.Limits(1, Duration.ofHours(1)),
                DrainMetrics.register("test", "0", "main"));
        String seen = source.query("SELECT pg_current_snapshot()");

        rotation.run(seen, 1);
        rotation.run(seen, 1);
        assertThat(source.query("SELECT count(*) FROM golconde.q1_1_0")).isEqualTo("0");
        assertThat(source.query("SELECT count(*) FROM golconde.q2_1_0")).isEqualTo("0");
        assertThat(source.query(KEPT)).isEqualTo("1");

        source.execute("INSERT INTO log VALUES (2, '')");
        seen = source.query("SELECT pg_current_snapshot()");
        rotation.run(seen, 2);
        rotation.run(seen, 2);
        assertThat(source.query("SELECT count(*) FROM golconde.q1_1_1")).isEqualTo("0");
        assertThat(source.query(KEPT)).isEqualTo("1");
    }

    @Test
    void whatWasSentAndIsNotQueuedAnyMoreIsStillToldFromTheRowsThatWereThere() throws Exception {
        source.install();
        source.execute("SELECT golconde.pause_backfill(1)");
        QueueDrain drain = source.drain(null);
        List<QueuedChange> taken = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            source.execute(ROWS.formatted(2000 * i + 1, 2000 * i + 2000));
            taken.addAll(DrainFixture.take(drain, 2000));
            String sent = Integer.toString(2000 * i);
            Await.until("empty slots", PATIENCE, () -> source.query(KEPT).equals(sent));
        }

        source.execute("SELECT golconde.resume_backfill(1)");
        takeTheRest(drain, taken);

        assertThat(values(taken)).isEqualTo(source.column("SELECT v FROM log ORDER BY v"));
        Await.until(
                "the end of what is kept", PATIENCE, () -> source.query(KEPT).equals("0"));
    }

    private String warnings() throws Exception {
        try (LogLines log = new LogLines();
                QueueDrain drain = source.drain(null)) {
            takeTheRest(drain, new ArrayList<>());
            return log.text();
        }
    }

    private void takeAndClose(List<QueuedChange> taken, int count) throws Exception {
        try (QueueDrain drain = source.drain(last(taken))) {
            taken.addAll(DrainFixture.take(drain, count));
        }
    }

    private static @Nullable SourceOffset last(List<QueuedChange> taken) {
        return taken.isEmpty() ? null : taken.get(taken.size() - 1).offset();
    }

    /** Takes until existing rows are read, of which that of the last table comes last, and a row that is new now has come. */
    private List<QueuedChange> takeTheRest(QueueDrain drain, List<QueuedChange> taken) throws Exception {
        source.execute("INSERT INTO log VALUES (9999, 'last')");
        Set<String> last = new HashSet<>(Set.of("r zz_last 0", "c log 9999 last"));
        while (!last.isEmpty()) {
            QueuedChange next = DrainFixture.take(drain, 1).get(0);
            taken.add(next);
            last.remove(DrainFixture.word(next));
        }
        return taken;
    }

    private static List<String> values(List<QueuedChange> taken) {
        return taken.stream()
                .filter(change -> change.table().name().table().name().equals("log"))
                .map(change ->
                        (Integer) ((RowChange.Write) change.change()).row().value(0))
                .sorted()
                .map(String::valueOf)
                .toList();
    }
}
