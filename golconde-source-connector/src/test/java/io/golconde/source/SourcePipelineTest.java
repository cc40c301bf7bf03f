package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
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
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connector and task on a real database, with nothing but Connect itself left out. */
class SourcePipelineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.create();
    private final Map<String, String> properties = new HashMap<>(Map.of(
            "name", "shop-source",
            "connection.url", database.url(),
            "connection.user", PostgresServer.SUPERUSER,
            "topic.prefix", "shop",
            "tombstones.on.delete", "false"));
    private GolcondeSourceTask task = new GolcondeSourceTask();

    @BeforeEach
    void createTable() throws SQLException {
        run("CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL); INSERT INTO people VALUES (1, 'Ann')");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void existingRowsAndEveryKindOfChangeBecomeRecordsInOrder() throws Exception {
        start();
        assertThat(told(poll(1))).containsExactly("r 1 Ann");

        run("INSERT INTO people VALUES (2, 'Bob')");
        run("UPDATE people SET name = 'Bert' WHERE id = 2");
        run("UPDATE people SET id = 3 WHERE id = 2");
        run("DELETE FROM people WHERE id = 3");
        run("TRUNCATE people");

        List<SourceRecord> records = poll(6);
        assertThat(told(records)).containsExactly("c 2 Bob", "u 2 Bert", "d 2", "c 3 Bert", "d 3", "t");
        assertThat(records).extracting(SourceRecord::topic).containsOnly("shop.public.people");
        assertThat(source(records.get(2)).getString("key_change")).isEqualTo("old");
        assertThat(source(records.get(3)).getString("key_change")).isEqualTo("new");
    }

    @Test
    void rowsOfATableWithoutAKeyAreAddedUnderANullKey() throws Exception {
        run("ALTER TABLE people DROP CONSTRAINT people_pkey");
        start();
        assertThat(told(poll(1))).containsExactly("r 1 Ann");

        run("INSERT INTO people VALUES (1, 'Ann'), (1, 'Ann')");
        run("UPDATE people SET name = 'Bert'");
        run("TRUNCATE people");

        List<SourceRecord> records = poll(3);
        assertThat(told(records)).containsExactly("c 1 Ann", "c 1 Ann", "t");
        assertThat(records.subList(0, 2)).extracting(SourceRecord::key).containsOnlyNulls();
        assertThat(MarkerKey.kind(records.get(2).key())).isEqualTo(MarkerKey.TRUNCATE);
    }

    @Test
    void messagesGoToTheirTopicsBetweenTheChangesOfTheirTransaction() throws Exception {
        start();
        poll(1);
        run("SELECT golconde.accept_messages('main')");
        run("INSERT INTO people VALUES (2, 'Bob');"
                + " SELECT golconde.enqueue('main', 'greetings', 'Bob', '{\"hello\": [\"Bob\"]}', '{\"id\": 7, \"none\": null}');"
                + " INSERT INTO people VALUES (3, 'Eve');"
                + " SELECT golconde.enqueue('main', 'greetings', 'Eve', NULL)");

        List<SourceRecord> records = poll(4);

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly("shop.public.people", "greetings", "shop.public.people", "greetings");
        SourceRecord message = records.get(1);
        assertThat(message.key()).isEqualTo("Bob");
        assertThat(message.value()).isEqualTo("{\"hello\": [\"Bob\"]}");
        assertThat(message.valueSchema().name()).isEqualTo("io.debezium.data.Json");
        assertThat(message.headers())
                .extracting(header -> header.key() + '=' + header.value())
                .containsExactly("id=7", "none=null");
        assertThat(records.get(3).value()).isNull();
        assertThat(records.get(3).valueSchema()).isNull();
    }

    @Test
    void statementsGoToATopicOfTheirOwn() throws Exception {
        start();
        poll(1);
        run("SELECT golconde.accept_messages('main')");
        run(
                "SELECT golconde.execute('main', 'ALTER TABLE people ADD age int'); INSERT INTO people VALUES (2, 'Bob', 40)");

        List<SourceRecord> records = poll(2);

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly("shop.golconde.command", "shop.public.people");
        SourceRecord command = records.get(0);
        assertThat(MarkerKey.kind(command.key())).isEqualTo(MarkerKey.COMMAND);
        Struct value = (Struct) command.value();
        assertThat(value.schema()).isEqualTo(CommandMarker.SCHEMA);
        assertThat(value.getString("sql")).isEqualTo("ALTER TABLE people ADD age int");
        assertThat(value.getString("search_path")).isEqualTo("public");
        assertThat(value.getString("name")).isEqualTo("shop");
        assertThat(value.getString("queue")).isEqualTo("main");
        assertThat(value.getInt64("epoch")).isEqualTo(source(records.get(1)).getInt64("epoch"));
        assertThat(value.getInt64("txId")).isEqualTo(source(records.get(1)).getInt64("txId"));
        assertThat(value.getInt64("lsn")).isLessThan(source(records.get(1)).getInt64("lsn"));
        assertThat(value.getInt64("ts_ms"))
                .isLessThanOrEqualTo(source(records.get(1)).getInt64("ts_ms"));
    }

    @Test
    void statementsStandBetweenTheChangesOfTheirTransactionInTheTopicOfAQueue() throws Exception {
        properties.put("topic.layout", "queue");
        properties.put("origin.exclude.list", "elsewhere");
        start();
        poll(2);
        run("SELECT golconde.accept_messages('main')");
        run("INSERT INTO people VALUES (2, 'Bob'); SELECT golconde.execute('main', 'ALTER TABLE people ADD age int');"
                + " INSERT INTO people VALUES (3, 'Eve', 40); SET golconde.origin = 'elsewhere';"
                + " SELECT golconde.execute('main', 'ALTER TABLE people ADD size int'); RESET golconde.origin;"
                + " INSERT INTO people VALUES (4, 'Tim', 40, 9)");

        List<SourceRecord> records = poll(5);

        assertThat(records).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("shop.main");
            assertThat(record.kafkaPartition()).isZero();
        });
        assertThat(records)
                .extracting(record -> MarkerKey.kind(record.key()))
                .containsExactly(null, MarkerKey.COMMAND, null, null, MarkerKey.END);
        assertThat(told(List.of(records.get(0), records.get(2), records.get(3))))
                .containsExactly("c 2 Bob", "c 3 Eve", "c 4 Tim");
    }

    @Test
    void tellsTransactionsWhereThatIsWanted() throws Exception {
        properties.put("provide.transaction.metadata", "true");
        start();
        assertThat(told(poll(1))).containsExactly("r 1 Ann");

        run("INSERT INTO people VALUES (2, 'Bob'); UPDATE people SET name = 'Bert' WHERE id = 2");

        List<SourceRecord> records = poll(4);
        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly("shop.transaction", "shop.public.people", "shop.public.people", "shop.transaction");
        Struct end = (Struct) records.get(3).value();
        assertThat(end.getInt64("event_count")).isEqualTo(2);
        assertThat(end.getString("id"))
                .isEqualTo(source(records.get(1)).getInt64("txId").toString());
    }

    @Test
    void aRestartGoesOnAfterWhatKafkaConfirmed() throws Exception {
        start();
        poll(1).forEach(record -> task.commitRecord(record, null));
        run("INSERT INTO people VALUES (2, 'Bob')");
        poll(1);

        restart();

        assertThat(told(poll(1))).containsExactly("c 2 Bob");
    }

    @Test
    void aResetReadsExistingRowsAgain() throws Exception {
        start();
        poll(1).forEach(record -> task.commitRecord(record, null));
        task.stop();

        new GolcondeSourceConnector().alterOffsets(properties, Map.of());
        restart();

        assertThat(told(poll(1))).containsExactly("r 1 Ann");
    }

    @Test
    void showsItsMetricsUntilItIsStopped() throws Exception {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        ObjectName name =
                new ObjectName("io.golconde.source:type=task,connector=\"shop-source\",task=0,queue=\"main\"");
        start();
        poll(1);
        assertThat(metrics.getAttribute(name, "reads-total")).isEqualTo(1L);

        task.stop();

        assertThat(metrics.isRegistered(name)).isFalse();
    }

    private void start() {
        task.initialize(new StoredOffset(properties, null));
        task.start(properties);
    }

    private void restart() {
        task.stop();
        task = new GolcondeSourceTask();
        start();
    }

    private List<SourceRecord> poll(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < count && System.nanoTime() < deadline) {
            List<SourceRecord> batch = task.poll();
            records.addAll(batch == null ? List.of() : batch);
        }
        return records;
    }

    private static List<String> told(List<SourceRecord> records) {
        return records.stream().map(SourcePipelineTest::told).toList();
    }

    /** Operation, id and name. */
    private static String told(SourceRecord record) {
        Struct value = (Struct) record.value();
        String operation = value.getString(Envelope.OP);
        Struct after = value.getStruct(Envelope.AFTER);
        if (after != null) {
            return operation + ' ' + after.getInt32("id") + ' ' + after.getString("name");
        }
        Struct before = value.getStruct(Envelope.BEFORE);
        return before == null ? operation : operation + ' ' + before.getInt32("id");
    }

    private static Struct source(SourceRecord record) {
        return ((Struct) record.value()).getStruct(Envelope.SOURCE);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
