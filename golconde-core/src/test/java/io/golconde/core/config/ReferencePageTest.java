package io.golconde.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private final ConfigDef definition = new Settings()
            .group("Connection")
            .required("url", ConfigDef.Type.STRING, null, "Where.")
            .group("Mode")
            .choice("mode", "a", List.of("a", "b"), "Either a | or b.")
            .setting("tables", ConfigDef.Type.LIST, List.of(), "Which.")
            .definition();

    @Test
    void listsTheSettingsOfADefinitionByGroup() {
        assertThat(new ReferencePage("Source", "What it reads.")
                        .settings(definition)
                        .markdown())
                .isEqualTo("""
                        # Source

                        What it reads.

                        ## Connection

                        | Setting | Type | Default | Values | Meaning |
                        |---|---|---|---|---|
                        | `url` | string | (required) |  | Where. |

                        ## Mode

                        | Setting | Type | Default | Values | Meaning |
                        |---|---|---|---|---|
                        | `mode` | string | `a` | a, b | Either a \\| or b. |
                        | `tables` | list |  |  | Which. |
                        """);
    }

    @Test
    void givesEachOfSeveralDefinitionsASection() {
        ConfigDef one =
                new Settings().setting("by", ConfigDef.Type.INT, 1, "How far.").definition();

        assertThat(new ReferencePage("Transforms", "All of them.")
                        .section("Move", "Moves.", one)
                        .markdown())
                .isEqualTo("""
                        # Transforms

                        All of them.

                        ## Move

                        Moves.

                        | Setting | Type | Default | Values | Meaning |
                        |---|---|---|---|---|
                        | `by` | int | `1` |  | How far. |
                        """);
    }
}
