package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source is itself a subscriber of PostgreSQL's logical replication. */
class SubscriptionTest {
    private static final String[] TABLES = {
        "CREATE TABLE other (id int PRIMARY KEY, v text)", "CREATE TABLE wanted (id int PRIMARY KEY, v text)"
    };
    private static final InstallSettings SETTINGS = new InstallSettings(
            "main",
            TableQueues.only("main"),
            SourceDatabase.selection(),
            false,
            NamedKeys.NONE,
            List.of(Pattern.compile("public\\.wanted")),
            CaptureLevel.AUTO,
            null);

    @TempDir
    private Path folder;

    @Test
    void whatASubscriptionAppliesIsCapturedWhereItIsWanted() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, Map.of("wal_level", "logical"))) {
            server.createDatabase("publisher");
            server.createDatabase("subscriber");
            try (Connection publisher = server.connect("publisher");
                    Connection subscriber = server.connect("subscriber")) {
                publish(publisher);
                SourceDatabase.run(subscriber, TABLES);
                new Installer(SETTINGS).ensure(subscriber);
                subscribe(subscriber, server.port());

                SourceDatabase.run(publisher, "UPDATE wanted SET v = 'new'", "DELETE FROM wanted WHERE id = 1");
                SourceDatabase.run(publisher, "TRUNCATE wanted", "INSERT INTO other VALUES (2)");

                await(subscriber, "SELECT id FROM other ORDER BY id", List.of("1", "2"));
                assertThat(SourceDatabase.query(subscriber, "SELECT * FROM golconde.q1_1_0"))
                        .isEmpty();
                assertThat(SourceDatabase.query(subscriber, "SELECT op, c1, c2 FROM golconde.q2_1_0 ORDER BY lsn"))
                        .containsExactly("i|1|old", "i|2|old", "u|1|new", "u|2|new", "d|1|new", "t|null|null");
            }
        }
    }

    private static void publish(Connection publisher) throws SQLException {
        SourceDatabase.run(publisher, TABLES);
        SourceDatabase.run(
                publisher,
                "INSERT INTO wanted VALUES (1, 'old'), (2, 'old')",
                "INSERT INTO other VALUES (1)",
                "CREATE PUBLICATION everything FOR ALL TABLES",
                "SELECT pg_create_logical_replication_slot('everything', 'pgoutput')");
    }

    /** Returns once the rows that the publisher had are copied. */
    private static void subscribe(Connection subscriber, int port) throws SQLException {
        SourceDatabase.run(subscriber, """
                CREATE SUBSCRIPTION everything CONNECTION 'host=127.0.0.1 port=%d user=postgres dbname=publisher'
                PUBLICATION everything WITH (create_slot = false)""".formatted(port));
        await(subscriber, "SELECT DISTINCT srsubstate FROM pg_subscription_rel", List.of("r"));
    }

    private static void await(Connection connection, String query, List<String> rows) {
        Await.until(
                query + " giving " + rows,
                Duration.ofSeconds(60),
                () -> SourceDatabase.query(connection, query).equals(rows));
    }
}
