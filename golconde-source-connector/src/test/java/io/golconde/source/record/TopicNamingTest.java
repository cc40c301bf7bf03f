package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.sql.TableName;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class TopicNamingTest {
    private final TopicNaming topics = TopicNaming.ofTables("app", "beat", "transaction");

    @Test
    void namesATopicByPrefixSchemaAndTable() {
        assertThat(topics.of(TableName.of("public", "orders"))).isEqualTo("app.public.orders");
        assertThat(topics.of(TableName.of("public", "Größe & Preis"))).isEqualTo("app.public.Gr__e___Preis");
    }

    @Test
    void givesATableTheSameTopicAgain() {
        assertThat(topics.of(TableName.of("public", "orders"))).isEqualTo(topics.of(TableName.of("public", "orders")));
    }

    @Test
    void refusesTwoTablesThatWouldShareATopic() {
        topics.of(TableName.of("public", "a b"));

        assertThatThrownBy(() -> topics.of(TableName.of("public", "a_b")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("public.a b and public.a_b would share the topic app.public.a_b")
                .hasMessageContaining("table.exclude.list");
    }

    @Test
    void refusesTwoTopicsThatKafkaWouldTakeForOne() {
        topics.of(TableName.of("sales", "eu_orders"));

        assertThatThrownBy(() -> topics.of(TableName.of("sales_eu", "orders"))).isInstanceOf(ConnectException.class);
    }
}
