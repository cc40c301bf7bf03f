package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two databases that both write the same rows, with connectors in both directions. */
class TwoWayTest {
    private static final long SEED = Long.getLong("golconde.seed", System.nanoTime());
    private static final int STATEMENTS = 400;
    private static final int SHARED_ROWS = 15;

    private static final String TABLE = "CREATE TABLE item (id int PRIMARY KEY, name text, version bigint NOT NULL)";

    private static final String WRITE = """
            INSERT INTO item VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = item.version + excluded.version""";

    private static final String DELETE = "DELETE FROM item WHERE id = ?";

    @Test
    void convergesUnderConcurrentWritesAndSendsNothingBack() throws Exception {
        try (Pipeline there = new Pipeline("there");
                Pipeline back = there.reversed("back")) {
            there.source().execute(TABLE);
            there.target().execute(TABLE);
            connect(there, "back-sink");
            connect(back, "there-sink");

            writeOnBothSides(there.source(), there.target());

            there.awaitSame("item");
            there.source().execute("INSERT INTO item VALUES (-1, 'left last', 1)");
            there.target().execute("INSERT INTO item VALUES (-2, 'right last', 1)");
            there.awaitSame("item");
            assertThat(there.source().rows("item")).hasSizeGreaterThan(SHARED_ROWS);
            assertThat(writers(there)).allMatch(name -> name.startsWith("left"));
            assertThat(writers(back)).allMatch(name -> name.startsWith("right"));
        }
    }

    /** The name of a row tells who wrote it last, that of a topic who may be told. */
    private static List<String> writers(Pipeline direction) {
        TopicReader topic = direction.topic("item");
        topic.await("the last row", record -> record.row().path("name").asText().endsWith("last"));
        return topic.changes().stream()
                .filter(record -> !record.op().equals("d"))
                .map(record -> record.row().path("name").asText())
                .toList();
    }

    private static void connect(Pipeline direction, String sinkHere) {
        direction.capture(Map.of("origin.exclude.list", sinkHere, "snapshot.mode", "no_data"));
        direction.apply(Map.of("conflict.policy", "newest", "conflict.column", "version"));
    }

    private static void writeOnBothSides(AppDatabase left, AppDatabase right) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            work.add(() -> write(left, "left", 1_000, new Random(SEED)));
            work.add(() -> write(right, "right", 2_000, new Random(SEED + 1)));
            for (Future<Void> done : writers.invokeAll(work)) {
                done.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    /** Writes shared rows and own ones, and deletes own ones. */
    private static Void write(AppDatabase database, String name, int own, Random random) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement write = connection.prepareStatement(WRITE);
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            for (int i = 0; i < STATEMENTS; i++) {
                int ownId = own + random.nextInt(20);
                if (random.nextInt(5) == 0) {
                    delete.setInt(1, ownId);
                    delete.executeUpdate();
                } else {
                    write.setInt(1, random.nextBoolean() ? ownId : random.nextInt(SHARED_ROWS));
                    write.setString(2, name + ' ' + i);
                    write.setLong(3, 1 + random.nextInt(2)); // now and then the same on both sides
                    write.executeUpdate();
                }
            }
        }
        return null;
    }
}
