package io.golconde.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {
    private static final String HOST = "jdbc:postgresql://127.0.0.1:";

    @Test
    void anUnreachableServerIsAFindingAboutTheUrl() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThat(check(HOST + closed + "/shop", Duration.ofSeconds(5)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.setting()).isEqualTo("connection.url");
                    assertThat(finding.message())
                            .contains("127.0.0.1:" + closed)
                            .contains("refused");
                });
    }

    @Test
    void aServerThatNeverAnswersIsAFindingInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            long start = System.nanoTime();

            List<Finding> findings = check(HOST + silent.getLocalPort() + "/shop", Duration.ofMillis(500));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(findings).extracting(Finding::setting).containsExactly("connection.url");
        }
    }

    @Test
    void aRefusalNamesTheSettingThatIsRefused() {
        assertThat(settingFor("28P01", "secret")).isEqualTo("connection.password");
        assertThat(settingFor("08004", null)).isEqualTo("connection.password");
        assertThat(settingFor("28000", "secret")).isEqualTo("connection.user");
        assertThat(settingFor("42501", "secret")).isEqualTo("connection.user");
        assertThat(settingFor("3D000", "secret")).isEqualTo("connection.url");
    }

    @Test
    void findingsAreReportedAtTheirSettings() {
        ConfigValue url = new ConfigValue("connection.url");

        List<ConfigValue> values =
                Finding.report(List.of(new Finding("connection.url", "a"), new Finding("other", "b")), List.of(url));

        assertThat(values).extracting(ConfigValue::name).containsExactly("connection.url", "other");
        assertThat(values).flatExtracting(ConfigValue::errorMessages).containsExactly("a", "b");
    }

    private static List<Finding> check(String url, Duration time) {
        return new DatabaseCheck(database(url, "secret"), time).findings(connection -> List.of());
    }

    private static String settingFor(String state, String password) {
        return Finding.of(new SQLException("no", state), database(HOST + "5432/shop", password))
                .setting();
    }

    private static Database database(String url, String password) {
        return new Database(url, "ann", password, "test", Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
