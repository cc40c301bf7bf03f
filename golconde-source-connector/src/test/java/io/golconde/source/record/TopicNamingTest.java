package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.sql.TableName;
import io.golconde.source.queue.TableVersion;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class TopicNamingTest {
    private final TopicNaming topics = TopicNaming.ofTables("app", "beat", "transaction");

    @Test
    void namesATopicByPrefixSchemaAndTable() {
        assertThat(topics.of(table(1, "public", "orders"))).isEqualTo("app.public.orders");
        assertThat(topics.of(table(2, "public", "Größe & Preis"))).isEqualTo("app.public.Gr__e___Preis");
    }

    @Test
    void givesATableTheSameTopicAgain() {
        assertThat(topics.of(table(1, "public", "a b"))).isEqualTo(topics.of(table(2, "public", "a b")));
        assertThat(topics.of(table(2, "public", "a_b"))).isEqualTo("app.public.a_b");
    }

    @Test
    void refusesTwoTablesThatWouldShareATopic() {
        topics.of(table(1, "public", "a b"));

        assertThatThrownBy(() -> topics.of(table(2, "public", "a'b")))
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "table.exclude.list: Tables public.a b and public.a'b have the same topic, app.public.a_b, and"
                                + " changes of both are queued. Exclude or rename one of them, give up what is queued of it, as by"
                                + " SELECT golconde.discard('public', 'a''b'); and restart the task; or set topic.layout=queue.");
    }

    @Test
    void refusesTwoTopicsThatKafkaWouldTakeForOne() {
        topics.of(table(1, "sales", "eu_orders"));

        assertThatThrownBy(() -> topics.of(table(2, "sales_eu", "orders")))
                .hasMessageContaining("app.sales.eu_orders and app.sales_eu.orders");
    }

    @Test
    void callsTablesThatShareATopicByTheirNames() {
        TopicNaming shared = TopicNaming.ofQueue("app", "beat", "transaction", "main");

        assertThat(shared.of(table(1, "sales", "eu_orders"))).isEqualTo("app.sales.eu_orders");
        assertThat(shared.of(table(2, "sales_eu", "orders"))).isEqualTo("app.sales_eu.orders");
    }

    private static TableVersion table(int id, String schema, String name) {
        return new TableVersion(id, 1, TableName.of(schema, name), List.of());
    }
}
