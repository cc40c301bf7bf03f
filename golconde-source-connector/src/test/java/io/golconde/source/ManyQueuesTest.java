package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManyQueuesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.create();
    private final Map<String, String> properties = new HashMap<>(Map.of(
            "name",
            "shop-source",
            "connector.class",
            GolcondeSourceConnector.class.getName(),
            "connection.url",
            database.url(),
            "connection.user",
            PostgresServer.SUPERUSER,
            "topic.prefix",
            "shop",
            "table.queues",
            "public\\.log.*:logs; public\\.loggers:never; audit\\..*:audit"));
    private final GolcondeSourceConnector connector = new GolcondeSourceConnector();
    private final List<GolcondeSourceTask> tasks = new ArrayList<>();

    @BeforeEach
    void createTables() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE loggers (id int PRIMARY KEY);"
                + " CREATE SCHEMA audit CREATE TABLE entry (id int PRIMARY KEY)");
    }

    @AfterEach
    void stop() {
        tasks.forEach(GolcondeSourceTask::stop);
    }

    @Test
    void areSharedAmongTheTasksAndHoldTheTablesThatAreTheirs() throws Exception {
        properties.put("snapshot.mode", "no_data");
        start(4);
        poll(tasks.get(0), 0);

        assertThat(queues()).containsExactly("audit.entry in audit", "loggers in logs", "orders in main");
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");

        assertThat(topics(poll(tasks.get(0), 1))).containsExactly("shop.public.orders");
        assertThat(topics(poll(tasks.get(1), 1))).containsExactly("shop.public.loggers");
        assertThat(topics(poll(tasks.get(3), 1))).containsExactly("shop.audit.entry");
    }

    @Test
    void oneTaskDrainsSeveral() throws Exception {
        properties.put("snapshot.mode", "no_data");
        start(1);
        awaitCaptured();
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");

        assertThat(topics(poll(tasks.get(0), 3)))
                .containsExactlyInAnyOrder("shop.public.orders", "shop.public.loggers", "shop.audit.entry");
        for (String queue : List.of("main", "logs", "audit")) {
            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .isRegistered(
                                    new ObjectName("io.golconde.source:type=task,connector=\"shop-source\",task=0,"
                                            + "queue=\"" + queue + '"')))
                    .isTrue();
        }
    }

    @Test
    void aTableStaysInItsQueue() throws Exception {
        start(1);
        awaitCaptured();

        assertThat(errors("table.queues", "public\\.loggers:audit;audit\\..*:audit;public\\.none:logs")
                        .get("table.queues"))
                .singleElement()
                .asString()
                .contains("Table public.loggers is captured into the queue logs, not audit: leave it there");
        assertThat(errors("table.queues", properties.get("table.queues"))).isEmpty();
    }

    @Test
    void aQueueIsNotLeftWithWhatIsInIt() throws Exception {
        start(1);
        awaitCaptured();

        properties.put("table.exclude.list", "public\\.loggers");
        assertThat(errors("table.queues", "audit\\..*:audit").get("table.queues"))
                .singleElement()
                .asString()
                .contains("the queue logs of this connector")
                .contains("SELECT golconde.release('logs')");
        run("SELECT golconde.stop_capture('loggers'); SELECT golconde.accept_messages('never')");
        assertThat(errors("table.queues", "audit\\..*:audit").get("table.queues"))
                .singleElement()
                .asString()
                .contains("the queue never of this connector");
        run("SELECT golconde.stop_messages('never')");
        assertThat(errors("table.queues", "audit\\..*:audit")).isEmpty();
    }

    /** To a queue that had none, by its new name. */
    @Test
    void aRenamedTableKeepsNothingFromBeingDrained() throws Exception {
        properties.put("snapshot.mode", "no_data");
        properties.put("table.queues", "public\\.log.*:logs; public\\.orders:never; audit\\..*:audit");
        start(1);
        awaitCaptured();
        stop();
        tasks.clear();
        run("ALTER TABLE loggers RENAME TO accounts; INSERT INTO accounts VALUES (1); INSERT INTO orders VALUES (2)");

        start(1);

        assertThat(topics(poll(tasks.get(0), 2)))
                .containsExactlyInAnyOrder("shop.public.accounts", "shop.public.orders");
    }

    /** Kafka takes shop.audit.log_in and shop.audit_log.in for one name of a metric. */
    @Test
    void topicsMayNotBeTakenForThoseOfAnotherQueue() throws Exception {
        run("CREATE TABLE audit.log_in (id int PRIMARY KEY)");
        start(1);
        awaitCaptured();
        stop();
        tasks.clear();
        run("CREATE SCHEMA audit_log CREATE TABLE \"in\" (id int PRIMARY KEY)");

        assertThat(errors("queue.name", "main").get("table.exclude.list"))
                .singleElement()
                .asString()
                .contains("audit_log.in")
                .contains("audit.log_in");
        run("INSERT INTO orders VALUES (1)");
        start(1);
        poll(tasks.get(0), 1);
        assertThat(queues()).noneMatch(table -> table.startsWith("audit_log"));
    }

    @Test
    void aSecondOwnerOfAnyIsRefused() throws Exception {
        start(1);
        awaitCaptured();

        properties.put("name", "other-source");
        assertThat(errors("table.include.list", "public\\.orders").get("queue.name"))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).contains("belongs to shop-source/shop/"));
    }

    @Test
    void offsetsAreThoseOfEach() throws Exception {
        start(1);
        poll(tasks.get(0), 0);
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");
        poll(tasks.get(0), 3).forEach(record -> tasks.get(0).commitRecord(record, null));
        stop();
        tasks.clear();

        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("server", "shop", "queue", "logs"), null);
        assertThat(connector.alterOffsets(properties, reset)).isTrue();
        start(1);

        assertThat(topics(poll(tasks.get(0), 1))).isNotEmpty().containsOnly("shop.public.loggers");
        assertThatThrownBy(() -> connector.alterOffsets(
                        properties, Map.of(Map.of("server", "shop", "queue", "x"), Map.of("window", 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("queue=logs")
                .hasMessageContaining("queue=audit");
    }

    private void start(int maxTasks) {
        connector.start(properties);
        for (Map<String, String> given : connector.taskConfigs(maxTasks)) {
            GolcondeSourceTask task = new GolcondeSourceTask();
            task.initialize(new StoredOffset(given, null));
            task.start(given);
            tasks.add(task);
        }
    }

    /** At least so many records, and what comes in the second after them. */
    private static List<SourceRecord> poll(GolcondeSourceTask task, int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        List<SourceRecord> last = List.of();
        while (System.nanoTime() < deadline && (records.size() < count || last != null)) {
            last = task.poll();
            records.addAll(last == null ? List.of() : last);
        }
        return records;
    }

    private void awaitCaptured() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !isDrained()) {
            tasks.get(0).poll();
        }
    }

    private boolean isDrained() throws SQLException {
        return rows("SELECT to_regclass('golconde.progress')").get(0) != null
                && rows("SELECT queue FROM golconde.status WHERE owner IS NOT NULL AND tables > 0")
                                .size()
                        == 3;
    }

    private List<String> queues() throws Exception {
        awaitCaptured();
        return rows("SELECT c.relation || ' in ' || c.queue FROM golconde.captured_table c ORDER BY 1");
    }

    private static List<String> topics(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::topic).toList();
    }

    private Map<String, List<String>> errors(String setting, String value) {
        Map<String, String> given = new HashMap<>(properties);
        given.put(setting, value);
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue found : connector.validate(given).configValues()) {
            if (!found.errorMessages().isEmpty()) {
                errors.put(found.name(), found.errorMessages());
            }
        }
        return errors;
    }

    private List<String> rows(String query) throws SQLException {
        try (Connection connection = database.connect();
                var row = connection.createStatement().executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
