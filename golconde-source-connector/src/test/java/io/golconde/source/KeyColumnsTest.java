package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.sql.Identifier;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class KeyColumnsTest {
    @Test
    void areReadAsDebeziumWritesThem() {
        assertThat(KeyColumns.parse("k", "public.logs:at,line; sales\\..*:id;").columns())
                .containsEntry("public.logs", List.of(new Identifier("at"), new Identifier("line")))
                .containsEntry("sales\\..*", List.of(new Identifier("id")));
        assertThat(KeyColumns.parse("k", "").columns()).isEmpty();
    }

    @Test
    void nameTheEntryThatMakesNoSense() {
        KeyColumns validator = new KeyColumns();

        for (String nonsense : List.of("public.logs", "public.logs:", ":at", "public.logs:at,,line")) {
            assertThatThrownBy(() -> validator.ensureValid("message.key.columns", nonsense))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("message.key.columns")
                    .hasMessageContaining(nonsense);
        }
        assertThatThrownBy(() -> validator.ensureValid("message.key.columns", "a(:b"))
                .hasMessageContaining("is not a regular expression");
    }
}
