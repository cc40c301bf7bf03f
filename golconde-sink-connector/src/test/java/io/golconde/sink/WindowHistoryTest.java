package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Windows of random changes are applied whole and in order, whatever is refused for now, and whenever the task is stopped or
 * its partition comes back.
 */
class WindowHistoryTest extends WindowTest {
    private static final int HISTORIES = Integer.getInteger("golconde.histories", 15);
    private static final int CHANGES = 60;
    private static final long SEED = Long.getLong("golconde.seed", System.nanoTime());

    /** The rows of status as they are, and as they were at each window's end. */
    private final Map<Integer, String> rows = new TreeMap<>();

    private final List<String> ends = new ArrayList<>();

    @Test
    void showsOneEndAfterTheOther() {
        Random random = new Random(SEED);
        for (int history = 0; history < HISTORIES; history++) {
            begin(history);
            for (int change = 0; change < CHANGES; change++) {
                append(random, change);
            }
            endWindow();
            RefusedStatements.on(TARGET, "status", random);
            worker.maxPollRecords = 1 + random.nextInt(CHANGES);

            worker.start();
            int shown = 0;
            for (int turn = 0; turn < 60 || !target().equals(ends.get(ends.size() - 1)); turn++) {
                assertThat(turn).as("turns, seed %d, history %d", SEED, history).isLessThan(2000);
                worker.turn();
                if (turn < 60) {
                    interrupt(random);
                }
                List<String> next = ends.subList(shown, ends.size());
                assertThat(next)
                        .as("seed %d, history %d, turn %d", SEED, history, turn)
                        .contains(target());
                shown += next.indexOf(target());
            }
            worker.stop();
            assertThat(worker.deadLetters).isEmpty();
        }
    }

    private void begin(int history) {
        if (history > 0) {
            createTables();
            worker.recreate(QUEUE);
        }
        worker.positions.clear();
        rows.clear();
        ends.clear();
        ends.add("");
    }

    private void interrupt(Random random) {
        switch (random.nextInt(12)) {
            case 0 -> {
                worker.stop();
                worker.start();
            }
            case 1 -> worker.rebalance();
            case 2 -> cutOff();
            default -> {}
        }
    }

    /** Labels are unique: some have to leave one row before another has them. */
    private void append(Random random, int change) {
        int id = random.nextInt(8);
        int other = random.nextInt(8);
        String label = "label " + (random.nextBoolean() ? change : random.nextInt(6));
        switch (random.nextInt(8)) {
            case 0 -> endWindow();
            case 1 -> {
                if (rows.remove(id) != null) {
                    worker.append(QUEUE, row("id", id), of("status", envelope(Operation.DELETE, row("id", id))));
                }
            }
            case 2, 3 -> {
                if (rows.containsKey(id) && !rows.containsKey(other)) {
                    oldHalf(id);
                    newHalf(other, rows.get(id));
                    rows.put(other, rows.remove(id));
                }
            }
            default -> {
                if (!rows.containsValue(label)) {
                    rows.put(id, label);
                    status(id, label);
                }
            }
        }
    }

    private void endWindow() {
        end(1);
        ends.add(rows.entrySet().stream()
                .map(each -> each.getKey() + "|" + each.getValue())
                .collect(Collectors.joining(",")));
    }

    private static String target() {
        return String.join(",", TARGET.rows("SELECT id, label FROM status ORDER BY id"));
    }
}
