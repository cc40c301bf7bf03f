package io.golconde.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class TableNameFormatTest {
    @Test
    void readsTheTopicByItsDots() {
        assertThat(names("${topic}", "orders")).containsExactly("orders");
        assertThat(names("${topic}", "shop.orders")).containsExactly("shop", "orders");
        assertThat(names("${topic}", "prod.shop.orders")).containsExactly("shop", "orders");
        assertThatThrownBy(() -> names("${topic}", "a.b.c.d"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table.name.format")
                .hasMessageContaining("a.b.c.d");
    }

    @Test
    void splitsOnlyAtItsOwnDots() {
        assertThat(names("archive.${topic}", "a.b.c.d")).containsExactly("archive", "a.b.c.d");
        assertThat(names("${topic}_copy", "a.b")).containsExactly("a.b_copy");
        assertThat(names("${source.schema}.x_${source.table}", "t")).containsExactly("s$1", "x_Odd.table");
    }

    @Test
    void refusesOtherShapesAndVariables() {
        assertThatThrownBy(() -> TableNameFormat.parse("a.b.c")).hasMessageContaining("schema.table");
        assertThatThrownBy(() -> TableNameFormat.parse("a.")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> TableNameFormat.parse("${record}")).hasMessageContaining("${record}");
    }

    private static List<String> names(String format, String topic) {
        return TableNameFormat.parse(format)
                .names(Map.of("topic", topic, "source.schema", "s$1", "source.table", "Odd.table"));
    }
}
