package io.golconde.sink;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A task between a fake worker and a real target with a few tables. */
abstract class TaskTest {
    static final TargetTables TARGET = TargetTables.create();

    final Map<String, String> settings = new HashMap<>(
            Map.of("name", "copy", "connection.url", TARGET.database().url(), "connection.user", "postgres"));
    final FakeWorker worker = new FakeWorker(settings);

    @BeforeEach
    void createTables() {
        TARGET.execute("""
                DROP TABLE IF EXISTS friend, status, plain, log CASCADE;
                DROP SCHEMA IF EXISTS golconde CASCADE;
                CREATE TABLE status (id int PRIMARY KEY, label text NOT NULL UNIQUE);
                CREATE TABLE friend (id int PRIMARY KEY, status int REFERENCES status, name text DEFAULT 'nobody');
                CREATE TABLE log (line text)""");
    }

    @AfterEach
    void stop() {
        worker.stop();
    }
}
