package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.Folders;
import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target whose address leads to a standby, for a while. */
class StandbyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder = Path.of("target", "standby-" + System.nanoTime());
    private final PostgresServer primary = PostgresServer.start(folder.resolve("primary"));
    private final Map<String, String> settings = new HashMap<>(Map.of("name", "copy", "connection.user", "postgres"));
    private final FakeWorker worker = new FakeWorker(settings);
    private PostgresServer standby;
    private LossyProxy proxy;

    @BeforeEach
    void followThePrimary() throws IOException, SQLException {
        execute(primary, "CREATE TABLE status (id int PRIMARY KEY, label text)");
        standby = primary.startStandby(folder.resolve("standby"));
        Await.until("the table at the standby", PATIENCE, () -> value(standby, "SELECT to_regclass('status')") != null);
        proxy = new LossyProxy(standby.port());
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
    }

    @AfterEach
    void stop() throws IOException {
        worker.stop();
        proxy.close();
        standby.close();
        primary.close();
        Folders.delete(folder);
    }

    @Test
    void isWrittenWhenTheAddressLeadsToThePrimaryAgain() throws SQLException {
        assertThat(worker.turn()).isFalse();
        assertThat(worker.delay).contains("25006", "targetServerType=primary");

        proxy.leadTo(primary.port());
        worker.deliverAll();

        assertThat(value(primary, "SELECT label FROM status")).isEqualTo("one");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void isWrittenWhenItIsPromoted() throws SQLException {
        assertThat(worker.turn()).isFalse();

        primary.stopImmediately();
        execute(standby, "SELECT pg_promote()");
        worker.deliverAll();

        assertThat(value(standby, "SELECT label FROM status")).isEqualTo("one");
        assertThat(worker.deadLetters).isEmpty();
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            connection.createStatement().execute(sql);
        }
    }

    private static String value(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect("postgres");
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
