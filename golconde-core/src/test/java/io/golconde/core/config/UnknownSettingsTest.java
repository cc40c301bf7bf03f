package io.golconde.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {
    private final ConfigDef definition = new Settings()
            .setting("table.include.list", ConfigDef.Type.LIST, List.of(), "Which.")
            .setting("topic.prefix", ConfigDef.Type.STRING, null, "Where.")
            .definition();

    @Test
    void namesTheNearestSetting() {
        assertThat(among("table.whitelist"))
                .containsExactly(new Finding(
                        "table.whitelist", "There is no setting table.whitelist; the nearest is table.include.list."));
    }

    @Test
    void findsASlipOfThePenInTheFirstWord() {
        assertThat(among("tabel.include.list")).hasSize(1);
        assertThat(among("topix.prefix")).hasSize(1);
    }

    @Test
    void leavesAloneWhatIsKnownOrConnectsOrSomebodyElses() {
        assertThat(among(
                        "table.include.list",
                        "name",
                        "tasks.max",
                        "topic.creation.default.partitions",
                        "transforms",
                        "transforms.route.type",
                        "value.converter.schemas.enable",
                        "producer.override.linger.ms",
                        "errors.tolerance",
                        "owner.of.this.connector"))
                .isEmpty();
    }

    private List<Finding> among(String... names) {
        Map<String, String> given = Stream.of(names).collect(Collectors.toMap(name -> name, name -> "1"));
        return UnknownSettings.among(given, definition);
    }
}
