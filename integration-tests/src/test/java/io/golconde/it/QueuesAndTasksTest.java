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

/**
 * Three queues of one connector, while somebody writes, the number of tasks changes, tables move and the worker is killed.
 */
class QueuesAndTasksTest {
    private static final List<String> TABLES = List.of("first", "second", "third");
    private static final String QUEUES = "public\\.second:two;public\\.third:three";
    private static final String EXCHANGED = "public\\.second:three;public\\.third:two";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("queues_" + System.nanoTime());

    private final ConnectRest rest = Cluster.shared().rest();

    @AutoClose
    private final Workload workload = new Workload(pipeline.source());

    /** How many transactions are committed. Only the writer changes it. */
    private volatile int rows;

    @Test
    void loseAndRepeatNothingWhoeverDrainsThem() throws Exception {
        List<TopicReader> topics = begin();

        awaitTasks(2);
        topics.get(2).awaitChanges(50);
        reconfigure(settings(3, QUEUES), topics);
        killWorker();
        reconfigure(settings(1, QUEUES), topics);

        assertEachOnceInOrder(topics);
    }

    /** Two tables change places: were both let go at once, each queue would wait for the other one. */
    @Test
    void loseAndRepeatNothingWhenTablesMove() throws Exception {
        List<TopicReader> topics = begin();
        topics.get(2).awaitChanges(50);

        reconfigure(settings(3, EXCHANGED), topics);
        awaitQueues("first in main, second in three, third in two");
        killWorker();
        reconfigure(settings(2, QUEUES), topics);
        killWorker();
        awaitQueues("first in main, second in two, third in three");

        assertEachOnceInOrder(topics);
        Await.until(
                "no queue left behind",
                Pipeline.PATIENCE,
                () -> pipeline.source()
                        .column("SELECT queue FROM golconde.generation WHERE queue IS NOT NULL")
                        .isEmpty());
    }

    /** The topics of the tables, into which somebody writes from now on. */
    private List<TopicReader> begin() throws Exception {
        for (String table : TABLES) {
            pipeline.source().execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
        }
        pipeline.capture(settings(2, QUEUES));
        Await.until(
                "three captured tables",
                Pipeline.PATIENCE,
                () -> pipeline.source()
                                .column("SELECT queue FROM golconde.status WHERE tables = 1")
                                .size()
                        == 3);
        List<TopicReader> topics = TABLES.stream().map(pipeline::topic).toList();
        workload.add(this::write);
        return topics;
    }

    private static void killWorker() throws Exception {
        Cluster.shared().worker().kill();
        Cluster.shared().worker().startAgain();
    }

    private void assertEachOnceInOrder(List<TopicReader> topics) throws Exception {
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

    private void reconfigure(Map<String, String> settings, List<TopicReader> topics) {
        pipeline.registerSource(settings);
        awaitTasks(Integer.parseInt(settings.get("tasks.max")));
        for (TopicReader topic : topics) {
            topic.awaitChanges(topic.changes().size() + 50);
        }
    }

    private void awaitQueues(String wanted) {
        Await.until(
                wanted,
                Pipeline.PATIENCE,
                () -> pipeline.source()
                        .column("SELECT string_agg(c.relation || ' in ' || c.queue, ', ' ORDER BY c.relation::text)"
                                + " FROM golconde.captured_table c")
                        .equals(List.of(wanted)));
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

    private static Map<String, String> settings(int tasks, String queues) {
        return Map.of(
                "tasks.max",
                String.valueOf(tasks),
                "snapshot.mode",
                "no_data",
                "exactly.once.support",
                "required",
                "table.queues",
                queues);
    }
}
