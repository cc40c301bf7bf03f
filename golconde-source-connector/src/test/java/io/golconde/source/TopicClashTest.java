package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A captured table gets a name of which Kafka takes the topic for another one's, and its changes are queued. */
class TopicClashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.create();
    private final Map<String, String> properties = new HashMap<>(Map.of(
            "name",
            "shop-source",
            "connection.url",
            database.url(),
            "connection.user",
            PostgresServer.SUPERUSER,
            "topic.prefix",
            "shop"));
    private GolcondeSourceTask task = new GolcondeSourceTask();

    @BeforeEach
    void renameWhileItsChangesAreQueued() throws Exception {
        run("CREATE SCHEMA sales; CREATE SCHEMA sales_eu; CREATE TABLE sales.eu_orders (id int PRIMARY KEY)");
        run("CREATE TABLE sales_eu.purchases (id int PRIMARY KEY); INSERT INTO sales_eu.purchases VALUES (1)");
        start();
        confirmed(1);
        run("INSERT INTO sales.eu_orders VALUES (1)");
        confirmed(1);
        run("ALTER TABLE sales_eu.purchases RENAME TO orders; INSERT INTO sales_eu.orders VALUES (2)");
        run("INSERT INTO sales.eu_orders VALUES (2)");
        assertThatThrownBy(() -> confirmed(2))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("SELECT golconde.discard('sales_eu', 'orders');");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void aTableThatIsExcludedAndGivenUpIsNoMoreInTheWay() throws Exception {
        properties.put("table.exclude.list", "sales_eu\\.orders");
        assertThatThrownBy(() -> restarted(1)).hasMessageContaining("golconde.discard('sales_eu', 'orders')");

        run("SELECT golconde.discard('sales_eu', 'orders')");

        assertThat(restarted(1)).containsExactly("shop.sales.eu_orders");
    }

    @Test
    void aTableThatIsRenamedAndGivenUpIsSentAnew() throws Exception {
        run("ALTER TABLE sales_eu.orders RENAME TO orders_of_the_eu");
        assertThatThrownBy(() -> restarted(1)).hasMessageContaining("golconde.discard('sales_eu', 'orders')");

        run("SELECT golconde.discard('sales_eu', 'orders')");

        assertThat(restarted(3))
                .containsExactly(
                        "shop.sales.eu_orders", "shop.sales_eu.orders_of_the_eu", "shop.sales_eu.orders_of_the_eu");
    }

    @Test
    void allIsSentInOneTopic() throws Exception {
        properties.put("topic.layout", "queue");

        assertThat(restarted(2)).hasSizeGreaterThanOrEqualTo(2).containsOnly("shop.main");
    }

    private List<String> restarted(int count) throws Exception {
        task.stop();
        task = new GolcondeSourceTask();
        start();
        return confirmed(count);
    }

    private void start() {
        task.initialize(new StoredOffset(properties, null));
        task.start(properties);
    }

    /** The topics of the next records. */
    private List<String> confirmed(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> topics = new ArrayList<>();
        while (topics.size() < count && System.nanoTime() < deadline) {
            List<SourceRecord> batch = task.poll();
            for (SourceRecord record : batch == null ? List.<SourceRecord>of() : batch) {
                topics.add(record.topic());
                task.commitRecord(record, null);
            }
        }
        return topics;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
