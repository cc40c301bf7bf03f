package io.golconde.source;

import io.golconde.core.envelope.Envelope;
import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A task on a database of its own. */
final class RunningSource {
    final TestDatabase database = TestDatabase.create();
    private final Deque<SourceRecord> taken = new ArrayDeque<>();
    private GolcondeSourceTask task = new GolcondeSourceTask();

    void start(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("name", "types");
        properties.put("connection.url", database.url());
        properties.put("connection.user", PostgresServer.SUPERUSER);
        properties.put("topic.prefix", "types");
        task = new GolcondeSourceTask();
        task.initialize(new StoredOffset(properties, null));
        task.start(properties);
    }

    void stop() {
        task.stop();
    }

    /** Tells the task that Kafka has the record. */
    SourceRecord next() throws InterruptedException {
        for (int i = 0; i < 60 && taken.isEmpty(); i++) {
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                taken.addAll(batch);
            }
        }
        if (taken.isEmpty()) {
            throw new AssertionError("no record within 30 s");
        }
        SourceRecord next = taken.remove();
        task.commitRecord(next, null);
        return next;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        }
    }

    /** The server's version. */
    int major() throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    static Struct row(SourceRecord record) {
        return ((Struct) record.value()).getStruct(Envelope.AFTER);
    }
}
