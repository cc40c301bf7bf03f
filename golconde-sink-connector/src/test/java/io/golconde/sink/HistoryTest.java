package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Histories that a database has accepted change by change are applied in any batches, although their tables have what
 * speaks against folding: keys that only the server can compare, unique values that move, rows that refer to each other.
 */
class HistoryTest {
    private static final int HISTORIES = Integer.getInteger("golconde.histories", 15);
    private static final int CHANGES = 60;
    private static final long SEED = Long.getLong("golconde.seed", System.nanoTime());
    private static final TargetTables TARGET = TargetTables.create();
    private static final List<String> KEYS = List.of("a", "A", "b", "B", "c", "d");

    @BeforeAll
    static void createExtension() {
        TARGET.execute("CREATE EXTENSION citext");
    }

    @Test
    void leavesWhatTheHistoryLeft() {
        Random random = new Random(SEED);
        for (int i = 0; i < HISTORIES; i++) {
            FakeWorker worker = workerWithHistory(random);

            worker.start();
            worker.deliverAll();
            worker.stop();

            assertSame(worker, i);
        }
    }

    /** Some statements are refused for now, and the task is stopped or its partitions come back, at any time. */
    @Test
    void leavesTheSameThroughFailuresAndRestarts() {
        Random random = new Random(SEED);
        for (int i = 0; i < HISTORIES; i++) {
            FakeWorker worker = workerWithHistory(random);
            RefusedStatements.on(TARGET, "target", random);

            worker.start();
            for (int turn = 0; turn < 25; turn++) {
                worker.turn();
                switch (random.nextInt(10)) {
                    case 0 -> {
                        worker.stop();
                        worker.start();
                    }
                    case 1 -> worker.rebalance();
                    default -> {}
                }
            }
            worker.deliverAll();
            worker.stop();

            assertSame(worker, i);
        }
    }

    private FakeWorker workerWithHistory(Random random) {
        TARGET.execute("DROP SCHEMA IF EXISTS golconde CASCADE; DROP TABLE IF EXISTS source, target");
        for (String name : List.of("source", "target")) {
            TARGET.execute("CREATE TABLE " + name + " (k citext PRIMARY KEY, slug int UNIQUE, boss citext REFERENCES "
                    + name + ", note int NOT NULL DEFAULT 7)");
        }
        FakeWorker worker = new FakeWorker(new HashMap<>(
                Map.of("name", "history", "connection.url", TARGET.database().url(), "connection.user", "postgres")));
        history(random).forEach(change -> worker.append("target", change.key, change.value));
        // room for both halves of a key change and the tombstone between them
        worker.maxPollRecords = 3 + random.nextInt(CHANGES);
        return worker;
    }

    private static void assertSame(FakeWorker worker, int history) {
        assertThat(worker.deadLetters).as("seed %d, history %d", SEED, history).isEmpty();
        assertThat(TARGET.rows("SELECT * FROM target ORDER BY k"))
                .as("seed %d, history %d", SEED, history)
                .isEqualTo(TARGET.rows("SELECT * FROM source ORDER BY k"));
    }

    private List<Change> history(Random random) {
        List<Change> history = new ArrayList<>();
        while (history.size() < CHANGES) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            int slug = random.nextInt(4);
            String boss = KEYS.get(random.nextInt(KEYS.size()));
            int note = random.nextInt(1000);
            switch (random.nextInt(20)) {
                case 0 -> truncate(history);
                case 1, 2, 3 -> changeKey(history, key, KEYS.get(random.nextInt(KEYS.size())));
                case 4, 5, 6, 7 -> add(history, "DELETE FROM source WHERE k = '" + key + "'", key, Records.nothing());
                case 8, 9, 10 ->
                    add(
                            history,
                            "UPDATE source SET slug = " + slug + " WHERE k = '" + key + "' RETURNING 1",
                            key,
                            Records.row("k", key, "slug", slug));
                case 11, 12 ->
                    add(
                            history,
                            "INSERT INTO source (k, boss) VALUES ('" + key + "', '" + boss
                                    + "') ON CONFLICT (k) DO UPDATE SET boss = EXCLUDED.boss",
                            key,
                            Records.row("k", key, "boss", boss));
                default ->
                    add(
                            history,
                            "INSERT INTO source VALUES ('" + key + "', " + slug + ", '" + boss + "', " + note
                                    + ") ON CONFLICT (k) DO UPDATE SET slug = EXCLUDED.slug, boss = EXCLUDED.boss, note ="
                                    + " EXCLUDED.note",
                            key,
                            Records.row("k", key, "slug", slug, "boss", boss, "note", note));
            }
        }
        return history;
    }

    private static void truncate(List<Change> history) {
        TARGET.execute("TRUNCATE source");
        history.add(new Change(Records.truncateKey(), Records.nothing()));
    }

    /** The row, if there is one, as its source sends it: both halves with a tombstone between them. */
    private static void changeKey(List<Change> history, String key, String newKey) {
        List<String> row = TARGET.rows("SELECT k, slug, boss, note FROM source WHERE k = '" + key + "'");
        try {
            TARGET.tryTo("UPDATE source SET k = '" + newKey + "' WHERE k = '" + key + "'");
        } catch (SQLException refused) {
            return;
        }
        if (row.isEmpty()) {
            return;
        }
        String[] values = row.get(0).split("\\|", -1);
        Object slug = values[1].equals("null") ? null : Integer.valueOf(values[1]);
        Object boss = values[2].equals("null") ? null : values[2];
        SchemaAndValue old = Records.row("k", values[0]);
        SchemaAndValue written =
                Records.row("k", newKey, "slug", slug, "boss", boss, "note", Integer.valueOf(values[3]));
        history.add(new Change(old, Records.half(Operation.DELETE, old)));
        history.add(new Change(old, Records.nothing()));
        history.add(new Change(Records.row("k", newKey), Records.half(Operation.CREATE, written)));
    }

    /** A change belongs to the history if the source accepts it. */
    private static void add(List<Change> history, String sql, String key, SchemaAndValue value) {
        try {
            TARGET.tryTo(sql);
        } catch (SQLException refused) {
            return;
        }
        boolean partial = sql.startsWith("UPDATE");
        if (!partial
                || !TARGET.rows("SELECT FROM source WHERE k = '" + key + "'").isEmpty()) {
            history.add(new Change(Records.row("k", key), value));
        }
    }

    private record Change(SchemaAndValue key, SchemaAndValue value) {}
}
