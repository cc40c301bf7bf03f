package io.golconde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasCommittedBeforeACrash() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, Map.of("fsync", "on"))) {
            execute(server, "CREATE TABLE kept AS SELECT 1 AS id");
            int port = server.port();

            server.stopImmediately();
            assertThatThrownBy(() -> server.connect("postgres")).isInstanceOf(SQLException.class);
            server.startAgain();

            assertThat(server.port()).isEqualTo(port);
            assertThat(query(server, "SELECT id FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void takesSettingsOverTheQuickDefaults() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, Map.of("search_path", "it's, \"my place\""))) {
            assertThat(query(server, "SHOW search_path")).isEqualTo("it's, \"my place\"");
            assertThat(query(server, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void asksEveryRoleButTheSuperuserForItsPassword() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder)) {
            execute(server, "CREATE ROLE app LOGIN PASSWORD 'right'");
            String url = server.jdbcUrl("postgres");

            DriverManager.getConnection(url, "app", "right").close();
            assertThatThrownBy(() -> DriverManager.getConnection(url, "app", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void endsWithItsLogWhenASettingIsRefused() {
        assertThatThrownBy(() -> PostgresServer.start(folder, Map.of("shared_buffers", "many")))
                .hasMessageContaining("shared_buffers");
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
