package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueuedChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Existing rows on demand, between the changes. */
class BackfillTest extends BackfillCase {
    @Test
    void sendsTheRowsOfATableWhileTheyChange() throws Exception {
        QueueDrain drain = source.drain(null);
        long seed = Long.getLong("golconde.seed", System.nanoTime());
        Thread writer = new Thread(() -> writeALot(new Random(seed)));
        request("'a'");
        writer.start();
        follow(drain, "done");
        writer.join();
        takeUntilAMark(drain);

        assertThat(replayed()).as("seed " + seed).isEqualTo(source.column("SELECT id || ' ' || v FROM a ORDER BY id"));
        assertThat(reads("a")).hasSizeGreaterThan(2000);
        assertThat(taken).extracting(DrainFixture::word).anyMatch(word -> word.startsWith("u a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id % 10 = 3", "id % 10 = 3 -- every tenth", "v = 'old' AND id % 10 = ANY ('{3}')"})
    void sendsTheRowsThatAConditionWants(String condition) throws Exception {
        QueueDrain drain = source.drain(null);
        request("'a', $$" + condition + "$$");

        follow(drain, "done");

        assertThat(reads("a"))
                .hasSize(300)
                .startsWith("r a 3 old", "r a 13 old")
                .endsWith("r a 2993 old");
        assertThat(source.query(
                        "SELECT concat_ws(' ', rows_read, percent) FROM golconde.backfill_status WHERE NOT initial"))
                .isEqualTo("3000 100");
    }

    @Test
    void isDoneWhereAConditionWantsNoRow() throws Exception {
        QueueDrain drain = source.drain(null);
        request("'a', 'id < 0'");
        follow(drain, "done");
        request("'a', 'v IS NULL'");
        follow(drain, "done");

        assertThat(taken).isEmpty();
    }

    @Test
    void givesUpAConditionThatCannotBeEvaluatedAndTellsNoValue() throws Exception {
        QueueDrain drain = source.drain(null);
        String broken = request("'a', $$(CASE id WHEN 500 THEN 'secret' ELSE '1' END)::int = 1$$");
        String outdated = request("'a', $$v = 'old'$$");
        source.execute("ALTER TABLE a RENAME v TO w");
        request("'b'");
        follow(drain, "done");

        assertThat(reads("b")).hasSize(150);
        assertThat(error(broken)).isEqualTo("failed SQLSTATE 22P02");
        assertThat(error(outdated)).startsWith("failed SQLSTATE 42703: ").contains("column \"v\" does not exist");
    }

    @Test
    void saysHowFarItIs() throws Exception {
        source.execute("ANALYZE a");
        assertThat(source.column("SELECT state FROM golconde.backfill_status")).containsOnly("waiting");
        QueueDrain drain = source.drain(null);
        String id = request("'a'");
        take(drain, 600);
        awaitState(id, "running");

        assertThat(source.column("SELECT state FROM golconde.backfill_status"))
                .containsExactly("skipped", "skipped", "running");
        assertThat(source.query("SELECT rows_estimate FROM golconde.backfill_status WHERE id = " + id))
                .isEqualTo("3000");
        assertThat(Integer.parseInt(source.query("SELECT percent FROM golconde.backfill_status WHERE id = " + id)))
                .isBetween(20, 60);
    }

    private String error(String id) throws SQLException {
        return source.query("SELECT state || ' ' || error FROM golconde.backfill_status WHERE id = " + id);
    }

    /** Table a as somebody has it who applied all that came. */
    private List<String> replayed() {
        Map<Integer, String> rows = new TreeMap<>();
        for (QueuedChange change : taken) {
            if (change.change() instanceof RowChange.Write write) {
                rows.put(
                        (Integer) write.row().value(0),
                        write.row().value(0) + " " + write.row().value(1));
                assertThat(write.operation() == Operation.READ)
                        .isEqualTo(change.origin().backfill());
            } else if (change.change() instanceof RowChange.Delete delete) {
                rows.remove((Integer) delete.key().value(0));
            }
        }
        return List.copyOf(rows.values());
    }

    private void writeALot(Random random) {
        try (Connection connection = source.database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 800; i++) {
                int id = 1 + random.nextInt(3300);
                statement.execute(
                        switch (random.nextInt(4)) {
                            case 0 ->
                                "INSERT INTO a VALUES (%d, 'new') ON CONFLICT (id) DO UPDATE SET v = 'again'"
                                        .formatted(id);
                            case 1 -> "DELETE FROM a WHERE id = %d".formatted(id);
                            case 2 ->
                                "UPDATE a SET id = id + 4000 WHERE id = %d AND NOT EXISTS (SELECT FROM a WHERE id = %d)"
                                        .formatted(id, id + 4000);
                            default -> "UPDATE a SET v = '%d' WHERE id %% 40 = %d".formatted(i, id % 40);
                        });
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
