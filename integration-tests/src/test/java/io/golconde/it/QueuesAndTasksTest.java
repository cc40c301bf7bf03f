package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Three queues of one connector, while somebody writes, the number of tasks changes and the worker is killed. */
class QueuesAndTasksTest {
    private static final List<String> TABLES = List.of("first", "second", "third");

    @AutoClose
    private final Pipeline pipeline = new Pipeline("queues_" + System.nanoTime());

    private final ConnectRest rest = Cluster.shared().rest();

    @AutoClose
    private final Workload workload = new Workload(pipeline.source());

    /** How many transactions are committed. Only the writer changes it. */
    private volatile int rows;

    @Test
    void loseAndRepeatNothingWhoeverDrainsThem() throws Exception {
        for (String table : TABLES) {
            pipeline.source().execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
        }
        pipeline.capture(settings(2));
        Await.until(
                "three captured tables",
                Pipeline.PATIENCE,
                () -> pipeline.source()
                                .column("SELECT queue FROM golconde.status WHERE tables = 1")
                                .size()
                        == 3);
        List<TopicReader> topics = TABLES.stream().map(pipeline::topic).toList();
        workload.add(this::write);

        awaitTasks(2);
        topics.get(2).awaitChanges(50);
        reconfigure(3, topics);
        Cluster.shared().worker().kill();
        Cluster.shared().worker().startAgain();
        reconfigure(1, topics);
        workload.finish();

        for (TopicReader topic : topics) {
            topic.awaitChanges(rows);
        }
        for (TopicReader topic : topics) {
            assertThat(topic.changes())
                    .extracting(change -> change.row().path("id").asInt())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, rows).boxed().toList());
        }
    }

    private void reconfigure(int tasks, List<TopicReader> topics) {
        pipeline.registerSource(settings(tasks));
        awaitTasks(tasks);
        for (TopicReader topic : topics) {
            topic.awaitChanges(topic.changes().size() + 50);
        }
    }

    private void awaitTasks(int tasks) {
        Await.until(
                tasks + " running tasks",
                Pipeline.PATIENCE,
                () -> rest.status(pipeline.sourceConnector()).tasks().size() == tasks);
        rest.awaitRunning(pipeline.sourceConnector(), Pipeline.PATIENCE);
    }

    /** A row into each of the tables. */
    private void write(Connection connection) throws SQLException, InterruptedException {
        int next = rows + 1;
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("INSERT INTO " + table + " VALUES (" + next + ')');
            }
            connection.commit();
        }
        rows = next;
        workload.pause(Duration.ofMillis(2));
    }

    private static Map<String, String> settings(int tasks) {
        return Map.of(
                "tasks.max", String.valueOf(tasks),
                "snapshot.mode", "no_data",
                "exactly.once.support", "required",
                "table.queues", "public\\.second:two;public\\.third:three");
    }
}
