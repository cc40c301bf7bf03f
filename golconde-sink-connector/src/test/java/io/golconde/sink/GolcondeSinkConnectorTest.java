package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GolcondeSinkConnectorTest {
    private static final TargetTables TARGET = TargetTables.create();

    private final GolcondeSinkConnector connector = new GolcondeSinkConnector();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "name", "copy",
            "connector.class", GolcondeSinkConnector.class.getName(),
            "topics", "public.a",
            "connection.url", TARGET.database().url(),
            "connection.user", "postgres",
            "consumer.override.isolation.level", "read_committed"));

    @BeforeAll
    static void createTable() {
        TARGET.execute("CREATE TABLE a (id int PRIMARY KEY)");
    }

    @Test
    void isFoundByItsManifest() {
        assertThat(ServiceLoader.load(SinkConnector.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(GolcondeSinkConnector.class));
    }

    @Test
    void givesEachTaskTheSettingsAsTheyAreAndItsNumber() {
        settings.put("connection.password", "${file:/secrets:password}");
        connector.start(settings);

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks).allSatisfy(task -> assertThat(task).containsAllEntriesOf(settings));
        assertThat(tasks).extracting(task -> task.get("golconde.task")).containsExactly("0", "1");
    }

    @Test
    void findsNothingWrongWithGoodSettings() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void namesTheSettingOfAServerThatIsNotThere() {
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:1/none");

        assertThat(errors()).containsOnlyKeys("connection.url");
    }

    @Test
    void namesTheSettingOfAPasswordThatIsWrong() {
        TARGET.execute("CREATE ROLE writer LOGIN PASSWORD 'right'");
        settings.putAll(Map.of("connection.user", "writer", "connection.password", "wrong"));

        assertThat(errors()).containsOnlyKeys("connection.password");
        assertThat(errors().toString()).doesNotContain("wrong\"");
    }

    @Test
    void saysThatARoleMayNotKeepOffsets() {
        TARGET.execute("CREATE ROLE reader LOGIN PASSWORD 'right'; GRANT ALL ON a TO reader");
        settings.putAll(Map.of("connection.user", "reader", "connection.password", "right"));

        assertThat(errors()).containsOnlyKeys("delivery.guarantee");
        assertThat(errors().get("delivery.guarantee").toString()).contains("golconde.sink_offset", "at_least_once");
    }

    @Test
    void namesTheNearestOfASettingThatIsNone() {
        settings.put("insert.mod", "upsert");

        assertThat(errors()).containsOnlyKeys("insert.mod");
        assertThat(errors().get("insert.mod").toString()).contains("insert.mode");
    }

    @Test
    void movesTheOffsetsThatCountWhenAPersonMovesThem() {
        connector.alterOffsets(settings, Map.of(new TopicPartition("a", 0), 7L, new TopicPartition("b", 1), 8L));
        Map<TopicPartition, Long> reset = new HashMap<>();
        reset.put(new TopicPartition("a", 0), null);

        connector.alterOffsets(settings, reset);

        assertThat(TARGET.rows("SELECT connector, topic, partition, next_offset FROM golconde.sink_offset"))
                .containsExactly("copy|b|1|8");
        TARGET.execute("DROP SCHEMA golconde CASCADE");
    }

    @Test
    void advisesWhereKafkasDefaultsHurt() {
        settings.put("tasks.max", "4");

        assertThat(ConsumerAdvice.about(settings))
                .hasSize(2)
                .anyMatch(line -> line.contains("max.poll.records"))
                .anyMatch(line -> line.contains("CooperativeStickyAssignor"));
    }

    private Map<String, List<String>> errors() {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : connector.validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
