package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteTableTest {
    private final RouteTable<SinkRecord> route = new RouteTable<>();

    @ParameterizedTest
    @EnumSource
    void movesRowsTombstonesAndTruncatesTogether(Shape shape) {
        route.configure(Map.of("tables", "sales.orders:reports.order_list, sales.items:items"));

        assertThat(route.apply(shape.update()).topic()).isEqualTo("reports.order_list");
        assertThat(route.apply(shape.delete()).topic()).isEqualTo("reports.order_list");
        assertThat(route.apply(shape.tombstone()).topic()).isEqualTo("reports.order_list");
        assertThat(route.apply(shape.truncate()).topic()).isEqualTo("reports.order_list");
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingButTheTopic(Shape shape) {
        route.configure(Map.of("tables", "sales.orders:orders"));
        SinkRecord update = shape.update();

        SinkRecord routed = route.apply(update);

        assertThat(routed.key()).isSameAs(update.key());
        assertThat(routed.value()).isSameAs(update.value());
        assertThat(routed.timestamp()).isEqualTo(update.timestamp());
        assertThat(routed.kafkaPartition()).isEqualTo(update.kafkaPartition());
    }

    @ParameterizedTest
    @EnumSource
    void passesTablesWithoutADestinationAndHeartbeats(Shape shape) {
        RouteTable<SinkRecord> everything = new RouteTable<>();
        route.configure(Map.of("tables", "sales.items:items"));
        everything.configure(Map.of("pattern", ".*", "replacement", "all"));
        SinkRecord update = shape.update();
        SinkRecord heartbeat = shape.heartbeat();

        assertThat(route.apply(update)).isSameAs(update);
        assertThat(everything.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void movesByPatternWhatIsNotListed() {
        route.configure(Map.of(
                "tables", "sales.orders:order_list",
                "pattern", "(sales|stock)\\.(.*)",
                "replacement", "archive.$1_$2"));

        assertThat(routed("shop.sales.orders")).isEqualTo("order_list");
        assertThat(routed("shop.sales.items")).isEqualTo("archive.sales_items");
        assertThat(routed("shop.hr.people")).isEqualTo("shop.hr.people");
    }

    @Test
    void matchesTheWholeName() {
        route.configure(Map.of("pattern", "sales\\.(order|orders)", "replacement", "archive.$1"));

        assertThat(routed("shop.sales.orders")).isEqualTo("archive.orders");
        assertThat(routed("shop.sales.orders_old")).isEqualTo("shop.sales.orders_old");
    }

    @Test
    void trustsTheEnvelopeMoreThanTheTopic() {
        route.configure(Map.of("tables", "sales.orders:order_list"));
        SinkRecord update = Shape.record(
                "everything", Shape.KEY, Shape.key(), Shape.VALUE, Shape.change("u", null, Shape.row("Ada")));

        assertThat(route.apply(update).topic()).isEqualTo("order_list");
    }

    @Test
    void readsTheDatabaseAsSchemaWhereThereAreNoSchemas() {
        route.configure(Map.of("tables", "shop.orders:order_list"));
        Map<String, Object> value =
                Map.of("op", "c", "after", Map.of("id", 7), "source", Map.of("db", "shop", "table", "orders"));

        assertThat(route.apply(Shape.record("mysql.x", null, null, null, value)).topic())
                .isEqualTo("order_list");
    }

    @Test
    void knowsATableByTheOnlyPartOfATopic() {
        route.configure(Map.of("tables", "orders:order_list"));

        assertThat(routed("orders")).isEqualTo("order_list");
    }

    @ParameterizedTest
    @EnumSource
    void movesByAColumnOfTheKey(Shape shape) {
        route.configure(Map.of(
                "column", "id", "tables", "sales.orders=8:order_8", "pattern", "(.*)=(7)", "replacement", "$1_$2"));

        for (SinkRecord record : List.of(shape.update(), shape.delete(), shape.tombstone())) {
            assertThat(route.apply(record).topic()).isEqualTo("sales.orders_7");
        }
        assertThat(route.apply(Shape.record(Shape.TOPIC, null, Map.of("id", 8L), null, null))
                        .topic())
                .isEqualTo("order_8");
        assertThat(route.apply(Shape.record(Shape.TOPIC, null, Map.of("id", 9L), null, null))
                        .topic())
                .isEqualTo(Shape.TOPIC);
        SinkRecord heartbeat = shape.heartbeat();
        assertThat(route.apply(heartbeat)).isSameAs(heartbeat);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAColumnOutsideTheKeyAndATruncate(Shape shape) {
        route.configure(Map.of("column", "customer", "pattern", "(.*)=(.*)", "replacement", "$1_$2"));

        assertThatThrownBy(() -> route.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Only a column of the key that is a text, a number or a boolean for"
                        + " [column on sales.orders], found: customer. By other columns:");
        assertThatThrownBy(() -> route.apply(shape.truncate()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Only changes of rows for [column on sales.orders], found: a truncate");
    }

    @ParameterizedTest
    @EnumSource
    void movesByAHeader(Shape shape) {
        route.configure(Map.of(
                "header",
                "region",
                "tables",
                "sales.orders=8:order_8",
                "pattern",
                "(.*)=(north)",
                "replacement",
                "$1_$2"));

        for (SinkRecord record : List.of(shape.update(), shape.delete(), shape.tombstone(), shape.truncate())) {
            record.headers().addString("region", "south").addString("region", "north");
            assertThat(route.apply(record).topic()).isEqualTo("sales.orders_north");
        }
        SinkRecord eight = shape.update();
        eight.headers().addByte("region", (byte) 8);
        assertThat(route.apply(eight).topic()).isEqualTo("order_8");
        SinkRecord nine = shape.update();
        nine.headers().addByte("region", (byte) 9);
        assertThat(route.apply(nine)).isSameAs(nine);
        SinkRecord heartbeat = shape.heartbeat();
        assertThat(route.apply(heartbeat)).isSameAs(heartbeat);
    }

    @ParameterizedTest
    @EnumSource
    void refusesARecordWithoutTheHeader(Shape shape) {
        route.configure(Map.of("header", "region", "pattern", "(.*)=(.*)", "replacement", "$1_$2"));
        SinkRecord withNull = shape.update();
        withNull.headers().add("region", null, null);

        assertThatThrownBy(() -> route.apply(shape.tombstone()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Only records with a text, a number or a boolean in header region for [header on"
                                + " sales.orders], found: no such header. The predicate ");
        assertThatThrownBy(() -> route.apply(withNull))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found: another value");
    }

    @ParameterizedTest
    @EnumSource
    void movesTablesOfASchemaToAnother(Shape shape) {
        route.configure(Map.of("tables", "sales.items:items", "schemas", "sales:archive,hr:people"));

        for (SinkRecord record : List.of(shape.update(), shape.delete(), shape.tombstone(), shape.truncate())) {
            assertThat(route.apply(record).topic()).isEqualTo("archive.orders");
        }
        assertThat(routed("shop.sales.items")).isEqualTo("items");
        assertThat(routed("shop.hr.staff")).isEqualTo("people.staff");
        assertThat(routed("shop.stock.items")).isEqualTo("shop.stock.items");
        assertThat(routed("items")).isEqualTo("items");
    }

    @ParameterizedTest
    @EnumSource
    void movesTablesOfADatabaseToASchema(Shape shape) {
        route.configure(Map.of("pattern", ".*\\.items", "replacement", "items", "databases", "shop:north,other:south"));

        for (SinkRecord record : List.of(shape.update(), shape.delete(), shape.tombstone(), shape.truncate())) {
            assertThat(route.apply(record).topic()).isEqualTo("north.orders");
        }
        assertThat(routed("shop.sales.items")).isEqualTo("items");
    }

    @Test
    void knowsADatabaseByTheSourceBlockAndElseByThePrefix() {
        route.configure(Map.of("databases", "other:south"));
        SinkRecord ofShop =
                Shape.record("other.sales.orders", null, null, Shape.VALUE, Shape.change("u", null, Shape.row("Ada")));

        assertThat(route.apply(ofShop)).isSameAs(ofShop);
        assertThat(routed("other.sales.orders")).isEqualTo("south.orders");
        assertThatThrownBy(() -> routed("shop.sales.orders"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Only a topic prefix that is listed like a database for [databases on"
                        + " sales.orders], found: shop, and a record that does not tell its database");
        assertThatThrownBy(() -> routed("sales.orders"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found: no prefix,");
    }

    @Test
    void tellsNoValueOfADestinationThatIsNoTable() {
        route.configure(Map.of("column", "id", "pattern", "(.*)=(.*)", "replacement", "a.$1.$2"));

        assertThatThrownBy(() -> route.apply(Shape.FLAT.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only schema.table or table for [replacement on sales.orders], found: another name with the"
                        + " value");
    }

    @Test
    void refusesADestinationThatIsNoTable() {
        route.configure(Map.of("pattern", "sales\\.(x?)orders", "replacement", "archive.$1"));

        assertThatThrownBy(() -> routed("shop.sales.orders"))
                .isInstanceOf(DataException.class)
                .hasMessage("Only schema.table or table for [replacement on sales.orders], found: archive.");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "Either tables, or pattern and replacement, or schemas or databases");
        assertRefused(Map.of("pattern", "a"), "pattern and replacement have to be set together");
        assertRefused(Map.of("replacement", "a"), "pattern and replacement have to be set together");
        assertRefused(Map.of("tables", "sales.orders"), "tables", "from:to");
        assertRefused(Map.of("tables", "shop.sales.orders:orders"), "tables", "without a topic prefix");
        assertRefused(Map.of("tables", "sales.orders:a.b.c"), "tables", "schema.table or table");
        assertRefused(Map.of("tables", "a:b,a:c"), "tables", "a is already mapped");
        assertRefused(Map.of("pattern", "a(", "replacement", "b"), "pattern", "is not a regular expression");
        assertRefused(Map.of("pattern", "a(b)", "replacement", "$2"), "replacement", "No group 2");
        assertRefused(Map.of("schemas", "a:b", "databases", "c:d"), "Only one of schemas and databases");
        assertRefused(Map.of("schemas", "sales.orders:archive"), "schemas", "without tables");
        assertRefused(Map.of("databases", "shop:archive.orders"), "databases", "without tables");
        assertRefused(Map.of("schemas", "a:b,a:c"), "schemas", "a is already mapped");
        assertRefused(Map.of("header", "a", "column", "b", "tables", "a=b:c"), "Only one of header and column");
        assertRefused(Map.of("header", "a", "schemas", "b:c"), "need tables or pattern");
        assertRefused(Map.of("database", "a:b"), "the nearest is databases");
        assertRefused(Map.of("headers", "a", "tables", "a=b:c"), "the nearest is header");
        assertRefused(Map.of("table", "a:b"), "table", "tables, pattern, replacement");
    }

    private String routed(String topic) {
        return route.apply(Shape.record(topic, null, null, null, Map.of("id", 7)))
                .topic();
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> route.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
