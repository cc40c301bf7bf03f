package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
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

    @Test
    void leavesWhatTheHistoryLeft() {
        TARGET.execute("CREATE EXTENSION citext");
        Random random = new Random(SEED);
        for (int i = 0; i < HISTORIES; i++) {
            TARGET.execute("DROP SCHEMA IF EXISTS golconde CASCADE; DROP TABLE IF EXISTS source, target");
            for (String name : List.of("source", "target")) {
                TARGET.execute(
                        "CREATE TABLE " + name + " (k citext PRIMARY KEY, slug int UNIQUE, boss citext REFERENCES "
                                + name + ", note int NOT NULL)");
            }
            FakeWorker worker = new FakeWorker(new HashMap<>(Map.of(
                    "name", "history", "connection.url", TARGET.database().url(), "connection.user", "postgres")));
            history(random).forEach(change -> worker.append("target", change.key, change.value));
            worker.maxPollRecords = 1 + random.nextInt(CHANGES);

            worker.start();
            worker.deliverAll();
            worker.stop();

            assertThat(worker.deadLetters).as("seed %d, history %d", SEED, i).isEmpty();
            assertThat(TARGET.rows("SELECT * FROM target ORDER BY k"))
                    .as("seed %d, history %d", SEED, i)
                    .isEqualTo(TARGET.rows("SELECT * FROM source ORDER BY k"));
        }
    }

    private List<Change> history(Random random) {
        List<Change> history = new ArrayList<>();
        while (history.size() < CHANGES) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            int slug = random.nextInt(4);
            String boss = KEYS.get(random.nextInt(KEYS.size()));
            int note = random.nextInt(1000);
            switch (random.nextInt(5)) {
                case 0 -> add(history, "DELETE FROM source WHERE k = '" + key + "'", key, Records.nothing());
                case 1 ->
                    add(
                            history,
                            "UPDATE source SET slug = " + slug + " WHERE k = '" + key + "' RETURNING 1",
                            key,
                            Records.row("k", key, "slug", slug));
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
