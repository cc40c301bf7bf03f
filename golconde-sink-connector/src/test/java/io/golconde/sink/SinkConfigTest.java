package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.Finding;
import io.golconde.core.config.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SinkConfigTest {
    private static final String ISOLATION = "consumer.override.isolation.level";

    @Test
    void isExactlyOnceUnlessToldOtherwise() {
        assertThat(config(Map.of()).isExactlyOnce()).isTrue();
        assertThat(config(Map.of("delivery.guarantee", "at_least_once")).isExactlyOnce())
                .isFalse();
    }

    @Test
    void wantsToReadOnlyWhatIsCommitted() {
        assertThat(config(Map.of(ISOLATION, "read_committed")).contradictions()).isEmpty();
        assertThat(config(Map.of("delivery.guarantee", "at_least_once")).contradictions())
                .isEmpty();
        assertThat(config(Map.of()).contradictions())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(ISOLATION + "=read_committed"));
    }

    @Test
    void findsWhatContradicts() {
        Map<String, String> keyless = Map.of("pk.mode", "none", ISOLATION, "read_committed");
        Map<String, String> anyField = Map.of("pk.mode", "record_value", ISOLATION, "read_committed");

        assertThat(config(keyless).contradictions())
                .extracting(Finding::setting)
                .containsExactly("pk.mode");
        assertThat(config(anyField).contradictions())
                .extracting(Finding::setting)
                .containsExactly("pk.fields");
    }

    @Test
    void appliesWholeTransactionsFromOneTopicOnly() {
        Map<String, String> queue = Map.of(
                "apply.unit",
                "transaction",
                "topics",
                "shop.main",
                "table.name.format",
                "${source.table}",
                ISOLATION,
                "read_committed");
        Map<String, String> more = new HashMap<>(queue);
        more.put("topics", "shop.main,shop.other");
        Map<String, String> unnamed = new HashMap<>(queue);
        unnamed.remove("table.name.format");

        assertThat(config(queue).contradictions()).isEmpty();
        assertThat(config(more).contradictions()).extracting(Finding::setting).containsExactly("apply.unit");
        Map<String, String> evolving = new HashMap<>(queue);
        evolving.put("schema.evolution", "basic");
        assertThat(config(evolving).contradictions())
                .extracting(Finding::setting)
                .containsExactly("schema.evolution");
        assertThat(config(unnamed).contradictions())
                .extracting(Finding::setting)
                .containsExactly("table.name.format");
    }

    @Test
    void findsPoliciesForConflictsThatLackSomething() {
        Map<String, String> whole = Map.of("conflict.policy", "newest", "conflict.column", "changed_at");
        Map<String, String> inserting = new HashMap<>(whole);
        inserting.put("insert.mode", "insert");

        assertThat(settingsAtFault(whole)).isEmpty();
        assertThat(settingsAtFault(Map.of("conflict.policy", "newest"))).containsExactly("conflict.column");
        assertThat(settingsAtFault(Map.of("conflict.column", "changed_at"))).containsExactly("conflict.column");
        assertThat(settingsAtFault(inserting)).containsExactly("conflict.policy");
        assertThat(settingsAtFault(Map.of("conflict.policy", "keep"))).isEmpty();
        assertThat(settingsAtFault(Map.of("conflict.policy", "keep", "insert.mode", "update")))
                .containsExactly("conflict.policy");
        assertThat(settingsAtFault(Map.of("conflict.policy", "keep", "conflict.column", "changed_at")))
                .containsExactly("conflict.column");
    }

    private static List<String> settingsAtFault(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("consumer.override.isolation.level", "read_committed");
        return config(all).contradictions().stream().map(Finding::setting).toList();
    }

    @Test
    void saysWhatIsWrongWithATableName() {
        assertThatThrownBy(() -> config(Map.of("table.name.format", "a.b.${topic}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("table.name.format")
                .hasMessageContaining("schema.table");
        assertThatThrownBy(() -> config(Map.of("table.name.format", "${tpoic}")))
                .hasMessageContaining("${source.table}");
    }

    @Test
    void isDescribedInTheManual() throws IOException {
        String page = new ReferencePage(
                        "Sink connector",
                        "Settings of `io.golconde.sink.GolcondeSinkConnector`. This page is written by the build.")
                .settings(SinkConfig.DEFINITION)
                .markdown();
        Path file = Path.of(System.getProperty("golconde.root"), "docs", "reference", "sink-connector.md");
        if (Boolean.getBoolean("golconde.renew")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }

        assertThat(file).hasContent(page);
    }

    @Test
    void hasAHandlerForAnExample() throws IOException {
        Path root = Path.of(System.getProperty("golconde.root"));
        String example = Files.readString(
                root.resolve("golconde-sink-connector/src/test/java/io/golconde/example/MarkDeleted.java"));

        assertThat(root.resolve("docs/handlers.md")).content().contains("```java\n" + example + "```");
    }

    private static SinkConfig config(Map<String, String> settings) {
        Map<String, String> properties =
                new HashMap<>(Map.of("name", "copy", "connection.url", "jdbc:postgresql://localhost/shop"));
        properties.putAll(settings);
        return new SinkConfig(properties);
    }
}
