package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetColumnsTest {
    private final SetColumns<SinkRecord> set = new SetColumns<>();

    @ParameterizedTest
    @EnumSource
    void setsConstantsInPlaceAndBehind(Shape shape) {
        set.configure(Map.of("constants", "customer:nobody,site:north"));
        SinkRecord update = shape.update();

        SinkRecord changed = set.apply(update);

        assertThat(shape.after(changed))
                .containsExactly(
                        entry("id", 7L), entry("customer", "nobody"), entry("state", null), entry("site", "north"));
        if (shape.before(update) != null) {
            assertThat(shape.before(changed))
                    .containsEntry("customer", "nobody")
                    .containsEntry("site", "north");
        }
        assertThat(changed.key()).isSameAs(update.key());
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhereAndWhenTheRowWasChanged(Shape shape) {
        set.configure(Map.of("facts", "at:time,s:schema,t:table,db:database,origin:server,via:topic,lsn:lsn"));

        assertThat(shape.after(set.apply(shape.update())))
                .containsEntry("at", "2023-11-14T22:13:20Z")
                .containsEntry("s", "sales")
                .containsEntry("t", "orders")
                .containsEntry("db", "shop")
                .containsEntry("origin", "shop")
                .containsEntry("via", "shop.sales.orders")
                .containsEntry("lsn", null);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void tellsTheOperationAlsoOfDeletes(Shape shape) {
        set.configure(Map.of("facts", "op:operation"));

        assertThat(shape.after(set.apply(shape.update()))).containsEntry("op", "u");
        assertThat(shape.before(set.apply(shape.delete()))).containsEntry("op", "d");
        assertThat(shape.after(set.apply(shape.delete()))).isNull();
    }

    @Test
    void readsTheMetadataOfFlatRecords() {
        set.configure(Map.of("facts", "at:time,op:operation,tx:transaction,lsn:lsn,t:table"));
        Map<String, Object> row = Map.of(
                "id",
                7L,
                "__op",
                "c",
                "__ts_us",
                1_000_001L,
                "__source_ts_ms",
                9L,
                "__txId",
                12,
                "__lsn",
                99L,
                "__table",
                "Orders");

        assertThat(Shape.columns(set.apply(Shape.record(Shape.TOPIC, null, null, null, row))
                        .value()))
                .containsEntry("at", "1970-01-01T00:00:01.000001Z")
                .containsEntry("op", "c")
                .containsEntry("tx", 12L)
                .containsEntry("lsn", 99L)
                .containsEntry("t", "Orders");
    }

    @Test
    void keepsTheEnvelopeValidAndItsSchemaTheSame() {
        set.configure(Map.of("constants", "site:north", "facts", "at:time"));

        SinkRecord changed = set.apply(Shape.ENVELOPE.update());

        ((Struct) changed.value()).validate();
        Schema row = changed.valueSchema().field(Envelope.AFTER).schema();
        assertThat(Envelope.is(changed.valueSchema())).isTrue();
        assertThat(row).isSameAs(changed.valueSchema().field(Envelope.BEFORE).schema());
        assertThat(row.name()).isEqualTo(Shape.ROW.name());
        assertThat(row.isOptional()).isTrue();
        assertThat(row.field("at").schema().name()).isEqualTo("io.debezium.time.ZonedTimestamp");
        assertThat(set.apply(Shape.ENVELOPE.update()).valueSchema()).isSameAs(changed.valueSchema());
    }

    @ParameterizedTest
    @EnumSource
    void passesTombstonesTruncatesAndHeartbeats(Shape shape) {
        set.configure(Map.of("constants", "site:north"));
        SinkRecord tombstone = shape.tombstone();
        SinkRecord truncate = shape.truncate();
        SinkRecord heartbeat = shape.heartbeat();

        assertThat(set.apply(tombstone)).isSameAs(tombstone);
        assertThat(set.apply(truncate)).isSameAs(truncate);
        assertThat(set.apply(heartbeat)).isSameAs(heartbeat);
    }

    @ParameterizedTest
    @EnumSource
    void actsOnTheTablesThatAreAskedForOnly(Shape shape) {
        set.configure(Map.of("constants", "site:north", "table", "sales\\.items"));
        SinkRecord update = shape.update();

        assertThat(set.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToSetAColumnOfTheKey(Shape shape) {
        set.configure(Map.of("constants", "id:1"));

        assertThatThrownBy(() -> set.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Only columns outside the key for [constants and facts on sales.orders], found: id in the key");
    }

    @Test
    void refusesAValueThatIsNoRow() {
        set.configure(Map.of("constants", "site:north"));

        assertThatThrownBy(() -> set.apply(Shape.record("logs", null, null, Schema.STRING_SCHEMA, "hello")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found: java.lang.String");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "Either constants or facts");
        assertRefused(Map.of("constants", "a"), "constants", "from:to");
        assertRefused(Map.of("facts", "a:tiem"), "facts", "a:tiem", "the nearest is time");
        assertRefused(Map.of("facts", "a:time", "constants", "a:b"), "a", "is set by constants, too");
        assertRefused(Map.of("fact", "a:time"), "fact", "the nearest is facts;");
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> set.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
