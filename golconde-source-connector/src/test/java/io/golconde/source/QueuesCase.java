package io.golconde.source;

import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tasks of a connector with the queues main, logs, never and audit, each with the tables that are its own. */
abstract class QueuesCase {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final TestDatabase database = TestDatabase.create();
    final Map<String, String> properties = new HashMap<>(Map.of(
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
    final GolcondeSourceConnector connector = new GolcondeSourceConnector();
    final List<GolcondeSourceTask> tasks = new ArrayList<>();

    @BeforeEach
    void createTables() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE loggers (id int PRIMARY KEY);"
                + " CREATE SCHEMA audit CREATE TABLE entry (id int PRIMARY KEY)");
    }

    @AfterEach
    void stop() {
        tasks.forEach(GolcondeSourceTask::stop);
    }

    void start(int maxTasks) {
        connector.start(properties);
        for (Map<String, String> given : connector.taskConfigs(maxTasks)) {
            GolcondeSourceTask task = new GolcondeSourceTask();
            task.initialize(new StoredOffset(given, null));
            task.start(given);
            tasks.add(task);
        }
    }

    /** At least so many records, and what comes in the second after them. */
    static List<SourceRecord> poll(GolcondeSourceTask task, int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        List<SourceRecord> last = List.of();
        while (System.nanoTime() < deadline && (records.size() < count || last != null)) {
            last = task.poll();
            records.addAll(last == null ? List.of() : last);
        }
        return records;
    }

    void awaitCaptured() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !isDrained()) {
            tasks.get(0).poll();
        }
    }

    boolean isDrained() throws SQLException {
        return rows("SELECT to_regclass('golconde.progress')").get(0) != null
                && rows("SELECT queue FROM golconde.status WHERE owner IS NOT NULL AND tables > 0")
                                .size()
                        == 3;
    }

    List<String> queues() throws Exception {
        awaitCaptured();
        return rows("SELECT c.relation || ' in ' || c.queue FROM golconde.captured_table c ORDER BY 1");
    }

    static List<String> topics(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::topic).toList();
    }

    Map<String, List<String>> errors(String setting, String value) {
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

    List<String> rows(String query) throws SQLException {
        try (Connection connection = database.connect();
                var row = connection.createStatement().executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
