package io.golconde.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final ConfigDef definition = new Settings()
            .group("Connection")
            .required("connection.url", ConfigDef.Type.STRING, new JdbcUrl(), "Where.")
            .choice("mode", "a", List.of("a", "b"), "Which.")
            .setting("tables", ConfigDef.Type.LIST, List.of(), new RegexList(), "What.")
            .definition();

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> definition.parse(Map.of("connection.url", "jdbc:mysql://h/d")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.url")
                .hasMessageContaining("jdbc:postgresql://host:5432/database");
        assertThatThrownBy(() -> definition.parse(Map.of("connection.url", "jdbc:postgresql://h/d", "mode", "c")))
                .hasMessageContaining("mode")
                .hasMessageContaining("must be one of a, b");
        assertThatThrownBy(() -> definition.parse(Map.of("connection.url", "jdbc:postgresql://h/d", "tables", "a(")))
                .hasMessageContaining("tables")
                .hasMessageContaining("is not a regular expression");
    }

    @Test
    void neverRepeatsAPassword() {
        assertThatThrownBy(() -> definition.parse(Map.of("connection.url", "jdbc:postgresql://h/d?password=hunter2")))
                .hasMessageContaining("connection.password")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void keepsTheOrderInTheGroup() {
        assertThat(definition.configKeys().get("mode").orderInGroup).isEqualTo(2);
        assertThat(definition.configKeys().get("mode").group).isEqualTo("Connection");
    }
}
