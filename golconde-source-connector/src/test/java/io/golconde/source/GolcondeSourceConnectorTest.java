package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.ProjectVersion;
import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GolcondeSourceConnectorTest {
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final GolcondeSourceConnector connector = new GolcondeSourceConnector();

    @BeforeAll
    static void createRole() throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            connection.createStatement().execute("CREATE ROLE drain LOGIN PASSWORD 'right'");
        }
    }

    @Test
    void isFoundByConnect() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .singleElement()
                .isInstanceOf(GolcondeSourceConnector.class)
                .extracting(SourceConnector::version)
                .isEqualTo(ProjectVersion.get());
    }

    @Test
    void hasOneTaskForOneQueue() {
        Map<String, String> given = properties(Map.of());

        connector.start(given);

        assertThat(connector.taskConfigs(8))
                .singleElement()
                .satisfies(task -> assertThat(task).containsAllEntriesOf(given));
        connector.stop();
    }

    @Test
    void supportsExactlyOnceWithATransactionPerPoll() {
        assertThat(connector.exactlyOnceSupport(properties(Map.of()))).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(properties(Map.of())))
                .isEqualTo(ConnectorTransactionBoundaries.UNSUPPORTED);
    }

    @Test
    void findsNothingWrongWithARightConfiguration() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id int PRIMARY KEY)");
        }

        assertThat(errors(Map.of("table.include.list", "public.orders"))).isEmpty();
        assertThat(errors(Map.of("table.include.list", "public.order")).get("table.include.list"))
                .singleElement()
                .asString()
                .contains("public.orders");
    }

    @Test
    void reportsEverythingThatIsWrongByItselfAtOnce() {
        assertThat(errors(Map.of("snapshot.mode", "sometimes", "topic.prefix", "", "table.whitelist", "a")))
                .containsOnlyKeys("snapshot.mode", "topic.prefix", "table.whitelist");
    }

    @Test
    void stillChecksTheRestWhenTheServerCannotBeReached() {
        long start = System.nanoTime();

        Map<String, List<String>> errors = errors(Map.of(
                "connection.url", "jdbc:postgresql://127.0.0.1:1/shop",
                "add.fields", "op",
                "connection.pasword", "x"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(errors).containsOnlyKeys("connection.url", "add.fields", "connection.pasword");
        assertThat(errors.get("connection.pasword").toString()).contains("the nearest is connection.password");
    }

    @Test
    void namesTheSettingThatTheServerRefuses() {
        assertThat(errors(Map.of("connection.user", "drain", "connection.password", "wrong")))
                .containsOnlyKeys("connection.password");
        assertThat(errors(Map.of("connection.user", "drain"))).containsOnlyKeys("connection.password");
        assertThat(errors(Map.of("connection.url", DATABASE.server().jdbcUrl("nowhere"))))
                .containsOnlyKeys("connection.url");
    }

    @Test
    void acceptsAResetOfWhatNeverRan() {
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("server", "shop", "queue", "main"), null);
        reset.put(Map.of("server", "shop", "queue", "former"), null);

        assertThat(connector.alterOffsets(properties(Map.of()), reset)).isTrue();
        assertThat(connector.alterOffsets(properties(Map.of()), Map.of())).isTrue();
    }

    @Test
    void refusesAnOffsetOfAPartitionThatIsNotItsOwn() {
        assertThatThrownBy(() -> connector.alterOffsets(
                        properties(Map.of()), Map.of(Map.of("server", "shop", "queue", "x"), Map.of("window", 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("queue=main")
                .hasMessageContaining("GET /connectors/<name>/offsets");
    }

    @Test
    void refusesAnOffsetThatIsNoneOrCannotBeChecked() {
        Map<Map<String, ?>, Map<String, ?>> nonsense =
                Map.of(Map.of("server", "shop", "queue", "main"), Map.of("owner", "shop-source/shop/main"));
        Map<String, String> unreachable = properties(Map.of("connection.url", "jdbc:postgresql://127.0.0.1:1/shop"));

        assertThatThrownBy(() -> connector.alterOffsets(properties(Map.of()), nonsense))
                .hasMessageContaining("Only a whole number for epoch");
        assertThatThrownBy(() -> connector.alterOffsets(unreachable, nonsense)).hasMessageContaining("connection.url");
    }

    private Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue value : connector.validate(properties(settings)).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static Map<String, String> properties(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "shop-source",
                "connector.class",
                GolcondeSourceConnector.class.getName(),
                "connection.url",
                DATABASE.url(),
                "connection.user",
                PostgresServer.SUPERUSER,
                "topic.prefix",
                "shop"));
        properties.putAll(settings);
        return properties;
    }
}
