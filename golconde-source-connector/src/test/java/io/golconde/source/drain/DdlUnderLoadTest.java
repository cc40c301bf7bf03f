package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Migrations run against a busy table and a busy drain: no writer fails, no migration deadlocks, no change is lost. */
class DdlUnderLoadTest {
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("golconde.ddl.seconds", 5));
    private static final int WRITERS = 3;
    private static final long LAST = 1_000_000_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final long seed = Long.getLong("golconde.seed", System.nanoTime());
    private List<String> inserted = List.of();
    private final long end = System.nanoTime() + LOAD.toNanos();

    @Test
    void everyInsertIsHandedOutOnceUnderRowCapture() throws Exception {
        List<String> words = handedOut("row");

        assertThat(ids(words, "c")).containsExactlyInAnyOrderElementsOf(inserted);
    }

    @Test
    void everyRowIsHandedOutUnderKeyCapture() throws Exception {
        List<String> words = handedOut("key");

        assertThat(Set.copyOf(ids(words, "c|u"))).containsExactlyInAnyOrderElementsOf(inserted);
    }

    private List<String> handedOut(String capture) throws Exception {
        System.out.printf("ddl under load, %s: -Dgolconde.seed=%d%n", capture, seed);
        try (DrainFixture source = new DrainFixture("CREATE TABLE k (id bigserial PRIMARY KEY, stamp bigint)")) {
            source.withoutExistingRows().install();
            source.execute(
                    "SELECT golconde.stop_capture('k')", "SELECT golconde.capture('main', 'k', '" + capture + "')");
            QueueDrain drain = source.drain(null);
            ExecutorService threads = Executors.newCachedThreadPool();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(task(source, statement -> write(statement, random))));
            }
            running.add(threads.submit(task(source, new Migrations(new Random(seed - 1))::migrate)));

            List<String> words = new ArrayList<>();
            while (!running.stream().allMatch(Future::isDone)) {
                take(drain, words);
            }
            for (Future<?> each : running) {
                each.get();
            }
            threads.shutdown();
            source.execute("INSERT INTO k (id, stamp) VALUES (" + LAST + ", 0)");
            while (words.stream().noneMatch(word -> word.startsWith("c k " + LAST + " "))) {
                take(drain, words);
            }
            inserted = source.column("SELECT id FROM k");
            assertThat(inserted).hasSizeGreaterThan(20);
            return words;
        }
    }

    private static List<String> ids(List<String> words, String operations) {
        return words.stream()
                .map(word -> word.split(" ", -1))
                .filter(word -> word[0].matches(operations))
                .map(word -> word[2])
                .toList();
    }

    private static void take(QueueDrain drain, List<String> words) throws InterruptedException {
        for (QueueEvent event : drain.take(1_000, Duration.ofMillis(100))) {
            words.add(DrainFixture.word((QueuedChange) event));
            drain.acknowledge(event.offset());
        }
    }

    private interface Action {
        void run(Statement statement) throws SQLException;
    }

    private Callable<Void> task(DrainFixture source, Action action) throws SQLException {
        Connection connection = source.another();
        return () -> {
            try (Statement statement = connection.createStatement()) {
                while (System.nanoTime() - end < 0) {
                    action.run(statement);
                }
            }
            return null;
        };
    }

    private static void write(Statement statement, Random random) throws SQLException {
        statement.execute("INSERT INTO k (stamp) VALUES (" + random.nextInt() + ")");
        statement.execute("UPDATE k SET stamp = stamp + 1 WHERE id = (SELECT max(id) FROM k)");
    }

    /** Changes of the table in any order, some of them together with rows in one transaction. */
    private static final class Migrations {
        private final Random random;
        private final List<String> columns = new ArrayList<>();
        private int number;

        Migrations(Random random) {
            this.random = random;
        }

        void migrate(Statement statement) throws SQLException {
            List<String> after = new ArrayList<>(columns);
            String ddl = next(after);
            String rows = random.nextBoolean() ? "INSERT INTO k (stamp) VALUES (-1);" : "";
            try {
                statement.execute("BEGIN; SET LOCAL lock_timeout = '500ms';" + rows + ddl
                        + "; SELECT golconde.refresh('k');" + rows + "COMMIT");
                columns.clear();
                columns.addAll(after);
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                if (!e.getSQLState().equals(LOCK_NOT_AVAILABLE)) {
                    throw e;
                }
            }
        }

        private String next(List<String> after) {
            int chosen = columns.isEmpty() ? 0 : random.nextInt(4);
            String column = columns.isEmpty() ? "" : columns.get(random.nextInt(columns.size()));
            String fresh = "c" + ++number;
            switch (chosen) {
                case 0 -> {
                    after.add(fresh);
                    return "ALTER TABLE k ADD COLUMN " + fresh + (random.nextBoolean() ? " int DEFAULT 7" : " text");
                }
                case 1 -> {
                    after.remove(column);
                    return "ALTER TABLE k DROP COLUMN " + column;
                }
                case 2 -> {
                    after.remove(column);
                    after.add(fresh);
                    return "ALTER TABLE k RENAME COLUMN " + column + " TO " + fresh;
                }
                default -> {
                    return "ALTER TABLE k ALTER COLUMN " + column + " TYPE text";
                }
            }
        }
    }
}
