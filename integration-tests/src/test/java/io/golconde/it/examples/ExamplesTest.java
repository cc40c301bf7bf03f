package io.golconde.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.it.Cluster;
import io.golconde.it.TopicReader;
import io.golconde.it.TopicRecord;
import io.golconde.testkit.Certificate;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each folder of config-examples, put as it is, brings the rows that its page promises. */
class ExamplesTest {
    private final Cluster cluster = Cluster.shared();

    @TempDir
    private Path secrets;

    @Test
    void oneTableToOneDatabase() throws Exception {
        try (Example example = run("one-table")) {
            example.await("ledger", "TABLE invoices", "(1,Ada,19.90,2026-02-28)", "(2,Bob,5,)");

            example.database("billing")
                    .execute(
                            "INSERT INTO invoices VALUES (3, 'Cyd', NULL, NULL)",
                            "UPDATE invoices SET id = 20 WHERE id = 2",
                            "DELETE FROM invoices WHERE id = 1");

            example.await("ledger", "TABLE invoices", "(3,Cyd,,)", "(20,Bob,5,)");
        }
    }

    @Test
    void renameAndRoute() throws Exception {
        try (Example example = run("rename-and-route")) {
            example.database("crm")
                    .execute(
                            "UPDATE \"Customer\" SET \"eMail\" = 'ada@example.com'",
                            "INSERT INTO \"Customer\" VALUES (2, NULL, NULL)",
                            "UPDATE order_lines SET \"lineNo\" = 2, \"unitPrice\" = 9");

            example.await(
                    "warehouse", "TABLE crm.customers", "(1,ada@example.com,\"2026-01-31 12:00:00+00\")", "(2,,)");
            example.await("warehouse", "TABLE crm_raw.order_lines", "(10,2,1,9)");
        }
    }

    @Test
    void messagesOfAnApplication() throws Exception {
        try (Example example = run("outbox");
                TopicReader events = new TopicReader(cluster.broker(), "order-events")) {
            String send =
                    "SELECT golconde.enqueue('main', 'order-events', '%1$d', '{\"order\": %1$d}', '{\"source\": \"store\"}')";
            example.database("store")
                    .execute(
                            "SELECT golconde.accept_messages('main')",
                            "BEGIN; " + send.formatted(6) + "; ROLLBACK",
                            "BEGIN; INSERT INTO orders VALUES (7, 'Ada', 19.90); " + send.formatted(7) + "; COMMIT");

            TopicRecord event = events.await("the message", record -> true);

            assertThat(event.key().asText()).isEqualTo("7");
            assertThat(event.value().asText()).isEqualTo("{\"order\": 7}");
            assertThat(event.headers()).containsEntry("source", "store");
        }
    }

    @Test
    void existingRowsOnDemand() throws Exception {
        try (Example example = run("backfill")) {
            example.database("catalog")
                    .execute(
                            "UPDATE products SET price = 3 WHERE id = 1",
                            "SELECT golconde.backfill('products', 'price >= 100')");
            example.await("search", "TABLE products", "(1,pen,3)", "(3,desk,200)");

            example.database("catalog").execute("SELECT golconde.backfill('products')");

            example.await("search", "TABLE products", "(1,pen,3)", "(2,book,20)", "(3,desk,200)");
        }
    }

    @Test
    void manyQueues() throws Exception {
        try (Example example = run("many-queues")) {
            example.database("webshop")
                    .execute(
                            "BEGIN; INSERT INTO orders VALUES (2, 'Bob'); INSERT INTO audit_entries VALUES (1, 'order 2'); COMMIT",
                            "UPDATE page_views SET page = 'start'");

            example.await("analytics", "TABLE orders", "(1,Ada)", "(2,Bob)");
            example.await("analytics", "TABLE page_views", "(1,start)");
            example.await("analytics", "TABLE audit_entries", "(1,\"order 2\")");
            assertThat(example.database("webshop").column("SELECT queue FROM golconde.status ORDER BY queue"))
                    .containsExactly("audit", "main", "views");
        }
    }

    @Test
    void twoDatabasesThatBothWrite() throws Exception {
        String left = "00000000-0000-0000-0000-000000000001";
        String right = "00000000-0000-0000-0000-000000000002";
        try (Example example = run("two-way")) {
            example.database("left").execute("INSERT INTO items VALUES ('" + left + "', 'left', 1)");
            example.database("right").execute("INSERT INTO items VALUES ('" + right + "', 'right', 1)");
            for (String side : new String[] {"left", "right"}) {
                example.await(side, "TABLE items", "(" + left + ",left,1)", "(" + right + ",right,1)");
            }

            example.database("right")
                    .execute("UPDATE items SET name = 'changed', version = version + 1 WHERE name = 'left'");
            example.database("left").execute("DELETE FROM items WHERE name = 'right'");

            for (String side : new String[] {"left", "right"}) {
                example.await(side, "TABLE items", "(" + left + ",changed,2)");
            }
        }
    }

    @Test
    void encryptedConnections() throws Exception {
        Certificate own = Certificate.make(secrets, "ca", "ip:127.0.0.1");
        Map<String, String> settings = Map.of(
                "ssl", "on",
                "ssl_cert_file", own.pem().toString(),
                "ssl_key_file", own.key().toString());
        try (PostgresServer server = Cluster.startPostgres("tls", settings);
                Example example = Example.run("tls", cluster.rest(), server, secrets)) {
            example.database("payments").execute("INSERT INTO payments VALUES (1, 9.95)");

            example.await("audit", "TABLE payments", "(1,9.95)");
            example.await(
                    "audit",
                    "SELECT DISTINCT datname, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
                            + " WHERE application_name LIKE '%golconde%'",
                    "(audit,t)",
                    "(payments,t)");

            example.database("audit").execute("CREATE ROLE successor SUPERUSER LOGIN PASSWORD 'another'");
            Path secret = secrets.resolve("audit.properties");
            Files.writeString(secret, Files.readString(secret) + "user=successor\npassword=another\n");
            cluster.rest().restart("audit-sink");

            example.await(
                    "audit",
                    "SELECT DISTINCT usename FROM pg_stat_activity"
                            + " WHERE application_name LIKE '%golconde%' AND datname = 'audit'",
                    "(successor)");
        }
    }

    @Test
    void recordsThatTheDestinationRefuses() throws Exception {
        try (Example example = run("dead-letters");
                TopicReader letters = new TopicReader(cluster.broker(), "cases-sink-dead-letters")) {
            example.await("cases", "TABLE entries", "(1,Ada,36)", "(3,Bob,42)");
            TopicRecord letter = letters.await("the record", record -> true);
            assertThat(letter.row().path("name").asText()).isEqualTo("Methuselah");
            assertThat(letter.headers().get("__connect.errors.exception.message"))
                    .contains("entries", "23514")
                    .doesNotContain("969");

            example.database("forms").execute("UPDATE entries SET age = 96 WHERE id = 2");

            example.await("cases", "TABLE entries", "(1,Ada,36)", "(2,Methuselah,96)", "(3,Bob,42)");
        }
    }

    private Example run(String name) throws Exception {
        return Example.run(name, cluster.rest(), cluster.source(), Files.createDirectories(secrets));
    }
}
