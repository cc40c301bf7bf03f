package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrapTest {
    private final Wrap<SinkRecord> wrap = new Wrap<>();

    @BeforeEach
    void configure() {
        wrap.configure(Map.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "FLAT_WITHOUT_SCHEMA"})
    void putsTheRowIntoAnEnvelope(Shape shape) {
        SinkRecord update = shape.update();

        SinkRecord wrapped = wrap.apply(update);

        Map<String, Object> envelope = Shape.columns(wrapped.value());
        assertThat(Document.isEnvelope(wrapped.value())).isTrue();
        assertThat(Shape.columns(envelope.get(Envelope.AFTER)))
                .containsExactly(entry("id", 7L), entry("customer", "Bob"), entry("state", null));
        assertThat(envelope)
                .containsEntry(Envelope.BEFORE, null)
                .containsEntry(Envelope.OP, "u")
                .containsEntry(Envelope.TS_MS, update.timestamp());
        assertThat(wrapped.key()).isSameAs(update.key());
        assertThat(wrapped.topic()).isEqualTo(update.topic());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "FLAT_WITHOUT_SCHEMA"})
    void readsTheOriginFromTheTopic(Shape shape) {
        assertThat(source(wrap.apply(shape.update())))
                .containsEntry(SourceInfo.NAME, "shop")
                .containsEntry(SourceInfo.SCHEMA_NAME, "sales")
                .containsEntry(SourceInfo.TABLE, "orders")
                .containsEntry(SourceInfo.TS_MS, 1_700_000_000_000L)
                .containsEntry(SourceInfo.LSN, null);
    }

    @Test
    void readsTheOriginFromMetadataBefore() {
        SinkRecord wrapped = wrap.apply(schemaless(
                Map.of("id", 7L, "__op", "c", "__ts_ms", 5L, "__source_ts_ms", 4L, "__table", "Orders", "__lsn", 99L)));

        assertThat(Shape.ENVELOPE.after(wrapped)).containsExactly(entry("id", 7L));
        assertThat(Shape.columns(wrapped.value())).containsEntry("op", "c").containsEntry("ts_ms", 5L);
        assertThat(source(wrapped))
                .containsEntry("ts_ms", 4L)
                .containsEntry("table", "Orders")
                .containsEntry("lsn", 99L);
        assertThat(SourceTable.of(wrapped)).isEqualTo("sales.Orders");
    }

    @Test
    void makesAnEnvelopeThatIsValid() {
        SinkRecord wrapped = wrap.apply(Shape.FLAT.update());

        Struct envelope = (Struct) wrapped.value();
        envelope.validate();
        assertThat(wrapped.valueSchema()).isEqualTo(Shape.VALUE);
        assertThat(wrap.apply(Shape.FLAT.update()).valueSchema()).isSameAs(wrapped.valueSchema());
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void undoesUnwrap(Shape shape) {
        Unwrap<SinkRecord> unwrap = new Unwrap<>();
        unwrap.configure(Map.of(
                "add.fields",
                "op,source.ts_ms,db,schema,table,name,version,lsn,connector",
                "delete.tombstone.handling.mode",
                "rewrite"));

        SinkRecord update = wrap.apply(unwrap.apply(shape.update()));
        SinkRecord delete = wrap.apply(unwrap.apply(shape.delete()));

        assertThat(update.valueSchema()).isEqualTo(shape.update().valueSchema());
        assertThat(shape.after(update)).isEqualTo(shape.after(shape.update()));
        assertThat(source(update)).isEqualTo(allOf(source(shape.update())));
        assertThat(Shape.columns(delete.value())).containsEntry("op", "d").containsEntry("after", null);
        assertThat(shape.before(delete)).isEqualTo(shape.before(shape.delete()));
    }

    private static Map<String, Object> allOf(Map<String, Object> source) {
        SourceInfo.SCHEMA.fields().forEach(field -> source.putIfAbsent(field.name(), null));
        return source;
    }

    @ParameterizedTest
    @EnumSource
    void passesEnvelopesTombstonesTruncatesAndHeartbeats(Shape shape) {
        SinkRecord tombstone = shape.tombstone();
        SinkRecord truncate = shape.truncate();
        SinkRecord heartbeat = shape.heartbeat();
        SinkRecord envelope = Shape.ENVELOPE.update();

        assertThat(wrap.apply(tombstone)).isSameAs(tombstone);
        assertThat(wrap.apply(truncate)).isSameAs(truncate);
        assertThat(wrap.apply(heartbeat)).isSameAs(heartbeat);
        assertThat(wrap.apply(envelope)).isSameAs(envelope);
    }

    @Test
    void takesATopicWithoutPrefixAndSchemaAsTheTable() {
        SinkRecord wrapped = wrap.apply(Shape.record("orders", null, null, Shape.ROW, Shape.row("Ada")));

        assertThat(source(wrapped))
                .containsEntry("name", "")
                .containsEntry("schema", "")
                .containsEntry("table", "orders");
        assertThat(SourceTable.of(wrapped)).isEqualTo("orders");
    }

    @Test
    void actsOnTheTablesThatAreAskedForOnly() {
        Wrap<SinkRecord> items = new Wrap<>();
        items.configure(Map.of("table", "sales\\.items"));
        SinkRecord update = Shape.FLAT.update();

        assertThat(items.apply(update)).isSameAs(update);
    }

    @Test
    void refusesWhatCannotBeWrapped() {
        assertThatThrownBy(() -> wrap.apply(schemaless(Map.of("id", 7L, "__op", "x"))))
                .isInstanceOf(DataException.class)
                .hasMessage("Only c, r, u and d for [__op on sales.orders], found another operation");
        assertThatThrownBy(() -> wrap.apply(Shape.record("logs", null, null, Schema.STRING_SCHEMA, "hello")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found: java.lang.String");
    }

    @Test
    void refusesMetadataOfAnotherTypeWithoutItsValue() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("__lsn", Schema.STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema).put("id", 7L).put("__lsn", "0/16B3748");

        assertThatThrownBy(() -> wrap.apply(Shape.record(Shape.TOPIC, null, null, schema, row)))
                .isInstanceOf(DataException.class)
                .hasMessage("Only INT64 for [source block of sales.orders], found in the field for lsn:"
                        + " java.lang.String");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertThatThrownBy(() -> wrap.configure(Map.of("tables", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown setting tables: the nearest is table;");
    }

    private static SinkRecord schemaless(Map<String, Object> row) {
        return Shape.record(Shape.TOPIC, null, Map.of("id", 7L), null, row);
    }

    private static Map<String, Object> source(SinkRecord wrapped) {
        return Shape.columns(Shape.columns(wrapped.value()).get(Envelope.SOURCE));
    }
}
