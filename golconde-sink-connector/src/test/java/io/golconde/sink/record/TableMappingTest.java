package io.golconde.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableMappingTest {
    @Test
    void readsTablesColumnsAndFields() {
        assertThat(TableMapping.parse("customer->person(id,name),  address ( customer_id = id , street ) ;"
                                + " shop.orders -> archive.orders, totals(total)")
                        .rules())
                .containsExactly(
                        Map.entry(
                                List.of("customer"),
                                List.of(
                                        new MappedTable(List.of("person"), Map.of("id", "id", "name", "name")),
                                        new MappedTable(
                                                List.of("address"), Map.of("customer_id", "id", "street", "street")))),
                        Map.entry(
                                List.of("shop", "orders"),
                                List.of(
                                        new MappedTable(List.of("archive", "orders"), Map.of()),
                                        new MappedTable(List.of("totals"), Map.of("total", "total")))));
        assertThat(TableMapping.parse(" ")).isEqualTo(TableMapping.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer",
                "-> person",
                "customer ->",
                "customer -> person(",
                "customer -> person()",
                "customer -> person(id,)",
                "customer -> person(id=)",
                "customer -> person(id) address(id)",
                "customer -> person(id),",
                "customer -> person; ",
                "a.b.c -> person"
            })
    void showsWhatCannotBeRead(String text) {
        assertThatThrownBy(() -> TableMapping.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer -> person(id, name), address(customer_id=id, street)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a -> b; a -> c", "a -> b(x), b(y)", "a -> b(x, x=y)"})
    void refusesWhatIsSaidTwice(String text) {
        assertThatThrownBy(() -> TableMapping.parse(text)).hasMessageContaining("twice");
    }
}
