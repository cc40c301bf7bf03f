package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.Await;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Tables that change over to another queue of their connector. */
class MovedTablesTest extends QueuesCase {
    private static final String MOVE = "SELECT golconde.move_table('loggers', 'main')";
    private static final String LEFT = "SELECT queue FROM golconde.generation WHERE queue IS NOT NULL";

    @Test
    void areSentByTheNewQueueOnceTheOldOneHasSentWhatItHas() throws Exception {
        properties.put("snapshot.mode", "no_data");
        GolcondeSourceTask logs = startTwo();
        GolcondeSourceTask main = tasks.get(0);
        run("INSERT INTO loggers VALUES (1)");
        List<SourceRecord> first = poll(logs, 1);

        run(MOVE + "; INSERT INTO loggers VALUES (2); INSERT INTO orders VALUES (3)");
        assertThat(poll(main, 0)).as("before Kafka has the first one").isEmpty();
        assertThat(rows("SELECT oldest_age FROM golconde.status WHERE queue = 'logs' AND oldest_age IS NOT NULL"))
                .hasSize(1);
        acknowledge(logs, first);

        assertThat(keys(poll(main, 2))).containsExactly("loggers 2", "orders 3");
        Await.until("the old slots dropped", PATIENCE, () -> rows(LEFT).isEmpty());
        run("INSERT INTO loggers VALUES (4)");
        assertThat(keys(poll(main, 1))).containsExactly("loggers 4");
        assertThat(poll(logs, 0)).isEmpty();
    }

    @Test
    void mayGoBack() throws Exception {
        properties.put("snapshot.mode", "no_data");
        GolcondeSourceTask logs = startTwo();
        GolcondeSourceTask main = tasks.get(0);
        run("INSERT INTO loggers VALUES (1)");
        List<SourceRecord> first = poll(logs, 1);
        run(MOVE + "; INSERT INTO loggers VALUES (2)");
        assertThatThrownBy(() -> run("SELECT golconde.move_table('loggers', 'audit')"))
                .hasMessageContaining("loggers cannot move from the queue main to audit now")
                .hasMessageContaining("part of another move");
        assertThatThrownBy(() -> run("SELECT golconde.move_table('orders', 'logs')"))
                .as("two queues that would wait for each other")
                .hasMessageContaining("part of another move");
        acknowledge(logs, first);
        acknowledge(main, poll(main, 1));
        Await.until("the old slots dropped", PATIENCE, () -> rows(LEFT).isEmpty());

        run("SELECT golconde.move_table('loggers', 'logs'); INSERT INTO loggers VALUES (3)");

        assertThat(keys(poll(logs, 1))).containsExactly("loggers 3");
    }

    @Test
    void haveTheirExistingRowsReadAgainOnlyWhereEverythingIs() throws Exception {
        run("INSERT INTO loggers VALUES (1); INSERT INTO orders VALUES (2)");
        start(4);
        GolcondeSourceTask main = tasks.get(0);
        GolcondeSourceTask logs = tasks.get(1);
        List<SourceRecord> order = poll(main, 1);
        List<SourceRecord> logger = poll(logs, 1);
        assertThatThrownBy(() -> run(MOVE)).hasMessageContaining("its existing rows are not all read");
        acknowledge(main, order);
        acknowledge(logs, logger);
        Await.until(
                "existing rows that are read",
                PATIENCE,
                () -> rows("SELECT id FROM golconde.backfill_status WHERE state = 'done'")
                                .size()
                        == 3);

        run(MOVE + "; INSERT INTO loggers VALUES (3)");
        List<SourceRecord> moved = poll(main, 1);
        assertThat(keys(moved)).containsExactly("loggers 3");
        acknowledge(main, moved);
        assertThat(rows("SELECT state FROM golconde.backfill_status")).containsOnly("done");
        stop();
        tasks.clear();

        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("server", "shop", "queue", "main"), null);
        connector.alterOffsets(properties, reset);
        start(4);
        assertThat(keys(poll(tasks.get(0), 3))).contains("orders 2", "loggers 1", "loggers 3");
    }

    @Test
    void haveTheirLargeValuesLeftOutWhereAnUpdateKeepsThem() throws Exception {
        run("ALTER TABLE loggers ADD n int, ADD body text; ALTER TABLE loggers ALTER body SET STORAGE EXTERNAL;"
                + " INSERT INTO loggers VALUES (1, 1, repeat('x', 3000)); INSERT INTO orders VALUES (2)");
        start(4);
        GolcondeSourceTask main = tasks.get(0);
        acknowledge(main, poll(main, 1));
        acknowledge(tasks.get(1), poll(tasks.get(1), 1));
        Await.until(
                "existing rows that are read",
                PATIENCE,
                () -> rows("SELECT id FROM golconde.backfill_status WHERE state = 'done'")
                                .size()
                        == 3);

        run(MOVE + "; UPDATE loggers SET n = 2");

        Struct after = ((Struct) poll(main, 1).get(0).value()).getStruct("after");
        assertThat(after.get("body")).isEqualTo("__debezium_unavailable_value");
    }

    @Test
    void areMovedByTheConnector() throws Exception {
        properties.put("snapshot.mode", "no_data");
        startTwo();
        stop();
        tasks.clear();
        run("INSERT INTO loggers VALUES (1)");

        properties.put("table.queues", "public\\.loggers:audit; audit\\..*:audit; public\\.none:logs");
        assertThat(errors("queue.name", "main")).isEmpty();
        start(1);
        List<SourceRecord> first = poll(tasks.get(0), 1);
        assertThat(keys(first)).containsExactly("loggers 1");
        acknowledge(tasks.get(0), first);
        Await.until("a moved table", PATIENCE, () -> queues().contains("loggers in audit"));
        run("INSERT INTO loggers VALUES (2)");

        assertThat(keys(poll(tasks.get(0), 1))).containsExactly("loggers 2");
    }

    @Test
    void onlyChangeOverWithinAConnector() throws Exception {
        startTwo();

        assertThatThrownBy(() -> run("SELECT golconde.move_table('loggers', 'elsewhere')"))
                .hasMessageContaining("not both drained by one connector");
        run("UPDATE golconde.progress SET owner = 'other-source/shop/main' WHERE queue = 'main'");
        assertThatThrownBy(() -> run(MOVE)).hasMessageContaining("not both drained by one connector");
        assertThatThrownBy(() -> run("SELECT golconde.move_table('pg_class', 'main')"))
                .hasMessageContaining("pg_class is not captured");
    }

    /** The topic is the queue's then. */
    @Test
    void stayWhereTheyAreIfEachQueueHasItsTopic() throws Exception {
        startTwo();
        properties.put("topic.layout", "queue");

        assertThat(errors("table.queues", "public\\.loggers:audit;audit\\..*:audit;public\\.none:logs")
                        .get("table.queues"))
                .singleElement()
                .asString()
                .contains("Table public.loggers is captured into the queue logs, not audit: leave it there");
    }

    /** Four tasks, that of the queue main first; the one of the queue logs is what it returns. */
    private GolcondeSourceTask startTwo() throws Exception {
        start(4);
        poll(tasks.get(0), 0);
        awaitCaptured();
        return tasks.get(1);
    }

    private static void acknowledge(GolcondeSourceTask task, List<SourceRecord> records) {
        records.forEach(record -> task.commitRecord(record, null));
    }

    private static List<String> keys(List<SourceRecord> records) {
        return records.stream()
                .map(record ->
                        record.topic().substring("shop.public.".length()) + ' ' + ((Struct) record.key()).get("id"))
                .toList();
    }
}
