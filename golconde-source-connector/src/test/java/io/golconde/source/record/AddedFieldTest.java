package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class AddedFieldTest {
    @Test
    void isNamedAsDebeziumNamesIt() {
        assertThat(AddedField.of("op").name()).isEqualTo("__op");
        assertThat(AddedField.of(" source.ts_ms").name()).isEqualTo("__source_ts_ms");
        assertThat(AddedField.of("lsn:position").name()).isEqualTo("__position");
    }

    @Test
    void isOneThatAnEnvelopeHas() {
        assertThatThrownBy(() -> AddedField.of("colour"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("add.fields knows op, ts_ms and the fields of source, found: colour");
    }
}
