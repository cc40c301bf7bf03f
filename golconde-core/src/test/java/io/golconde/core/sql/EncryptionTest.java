package io.golconde.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.config.DatabaseCheck;
import io.golconde.core.config.Finding;
import io.golconde.testkit.Certificate;
import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections to a server that wants TLS of some, a password of most and a certificate of one. */
class EncryptionTest {
    private static final String PASSWORD = "correct horse";
    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            hostssl all encrypted 127.0.0.1/32 scram-sha-256
            hostnossl all plain 127.0.0.1/32 scram-sha-256
            hostssl all certified 127.0.0.1/32 cert
            """;

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        Certificate own = Certificate.make(folder, "server", "dns:localhost");
        Certificate certified = Certificate.make(folder, "certified", "dns:client");
        Certificate.make(folder, "stranger", "dns:localhost");
        server = PostgresServer.start(
                folder.resolve("postgres"),
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", own.pem().toString(),
                        "ssl_key_file", own.key().toString(),
                        "ssl_ca_file", certified.pem().toString()));
        Files.writeString(folder.resolve("postgres/data/pg_hba.conf"), ACCESS);
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : List.of("encrypted", "plain", "certified")) {
                statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                encrypted | localhost | sslmode=allow                            | true
                encrypted | localhost | sslmode=prefer                           | true
                encrypted | localhost | sslmode=require                          | true
                encrypted | localhost | sslmode=require&channelBinding=require   | true
                encrypted | localhost | sslmode=verify-ca&sslrootcert=server     | true
                encrypted | 127.0.0.1 | sslmode=verify-ca&sslrootcert=server     | true
                encrypted | localhost | sslmode=verify-full&sslrootcert=server   | true
                plain     | localhost | sslmode=disable                          | false
                plain     | localhost | sslmode=allow                            | false
                plain     | localhost | sslmode=prefer                           | false
                certified | localhost | sslmode=verify-full&sslrootcert=server&sslcert=certified&sslkey=certified | true
                """)
    void theModesThatFitTheServerConnect(String user, String host, String parameters, boolean encrypted)
            throws SQLException {
        try (Connection connection = database(user, host, parameters, PASSWORD).open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            row.next();
            assertThat(row.getBoolean(1)).isEqualTo(encrypted);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                encrypted | localhost | sslmode=disable                          | no encryption | connection.user
                plain     | localhost | sslmode=require                          | SSL encryption | connection.user
                encrypted | localhost | sslmode=verify-ca&sslrootcert=stranger   | PKIX path | connection.url
                encrypted | localhost | sslmode=verify-full&sslrootcert=stranger | PKIX path | connection.url
                encrypted | 127.0.0.1 | sslmode=verify-full&sslrootcert=server   | hostname 127.0.0.1 could not be verified | connection.url
                encrypted | localhost | sslmode=verify-full&sslrootcert=nowhere  | nowhere | connection.url
                certified | localhost | sslmode=require                          | client certificate | connection.user
                certified | localhost | sslmode=require&sslcert=stranger&sslkey=stranger | certificate | connection.user
                encrypted | localhost | sslmode=certainly                        | sslmode | connection.url
                """)
    void theOthersAreFindingsThatSayWhy(String user, String host, String parameters, String reason, String setting) {
        assertThat(check(user, host, parameters, PASSWORD)).singleElement().satisfies(finding -> {
            assertThat(finding.setting()).isEqualTo(setting);
            assertThat(finding.message()).contains(reason).doesNotContain(PASSWORD);
        });
    }

    @Test
    void aWrongPasswordIsAFindingAboutThePassword() {
        assertThat(check("encrypted", "localhost", "sslmode=require", "wrong"))
                .extracting(Finding::setting)
                .containsExactly("connection.password");
    }

    private static List<Finding> check(String user, String host, String parameters, String password) {
        return new DatabaseCheck(database(user, host, parameters, password), Duration.ofSeconds(10))
                .findings(connection -> List.of());
    }

    private static Database database(String user, String host, String parameters, String password) {
        String files = parameters
                .replaceAll("(sslrootcert|sslcert)=(\\w+)", "$1=" + folder + "/$2.pem")
                .replaceAll("sslkey=(\\w+)", "sslkey=" + folder + "/$1.pk8");
        String url = "jdbc:postgresql://" + host + ':' + server.port() + "/postgres?" + files;
        return new Database(url, user, password, "test", Duration.ofSeconds(5), Duration.ofSeconds(5));
    }
}
