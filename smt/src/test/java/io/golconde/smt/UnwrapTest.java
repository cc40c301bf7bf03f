package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnwrapTest {
    private static final String DELETES = "delete.tombstone.handling.mode";

    private final Unwrap<SinkRecord> unwrap = new Unwrap<>();

    @ParameterizedTest
    @EnumSource
    void leavesTheRowAfterTheChange(Shape shape) {
        unwrap.configure(Map.of());
        SinkRecord update = shape.update();

        SinkRecord flat = unwrap.apply(update);

        assertThat(flat.key()).isSameAs(update.key());
        assertThat(Shape.columns(flat.value()))
                .containsExactly(entry("id", 7L), entry("customer", "Bob"), entry("state", null));
        assertThat(flat.topic()).isEqualTo(update.topic());
        assertThat(flat.timestamp()).isEqualTo(update.timestamp());
    }

    @Test
    void keepsTheSchemaOfTheRowButForBeingOptional() {
        unwrap.configure(Map.of());

        Schema schema = unwrap.apply(Shape.ENVELOPE.update()).valueSchema();

        assertThat(schema.isOptional()).isFalse();
        assertThat(schema.name()).isEqualTo(Shape.ROW.name());
        assertThat(schema.version()).isEqualTo(3);
        assertThat(schema.doc()).isEqualTo("An order.");
        assertThat(schema.parameters()).containsExactly(entry("origin", "shop"));
        assertThat(schema.fields()).isEqualTo(Shape.ROW.fields());
        assertThat(unwrap.apply(Shape.ENVELOPE.update()).valueSchema()).isSameAs(schema);
    }

    @Test
    void passesFlatRecords() {
        unwrap.configure(Map.of("add.fields", "op", DELETES, "rewrite"));
        SinkRecord update = Shape.FLAT.update();

        assertThat(unwrap.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @CsvSource({
        "tombstone, null, passes",
        "delete-to-tombstone, null, dropped",
        "rewrite, row, dropped",
        "rewrite-with-tombstone, row, passes",
        "drop, dropped, dropped"
    })
    void treatsDeletesAsTheModeSays(String mode, String delete, String tombstone) {
        for (Shape shape : new Shape[] {Shape.ENVELOPE, Shape.ENVELOPE_WITHOUT_SCHEMA}) {
            Unwrap<SinkRecord> transform = new Unwrap<>();
            transform.configure(Map.of(DELETES, mode));

            assertThat(whatIsLeft(transform.apply(shape.delete()))).isEqualTo(delete);
            assertThat(transform.apply(shape.tombstone()) == null ? "dropped" : "passes")
                    .isEqualTo(tombstone);
        }
    }

    private static String whatIsLeft(SinkRecord record) {
        if (record == null) {
            return "dropped";
        }
        assertThat(Shape.key(record)).containsExactly(entry("id", 7L));
        if (record.value() == null) {
            assertThat(record.valueSchema()).isNull();
            return "null";
        }
        assertThat(Shape.columns(record.value()))
                .containsExactly(
                        entry("id", 7L), entry("customer", "Bob"), entry("state", null), entry("__deleted", "true"));
        return "row";
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void marksLivingRowsWhereItMarksDeletedOnes(Shape shape) {
        unwrap.configure(Map.of(DELETES, "rewrite"));

        assertThat(Shape.columns(unwrap.apply(shape.update()).value())).containsEntry("__deleted", "false");
    }

    @ParameterizedTest
    @EnumSource
    void makesATruncateAMarkerInAnyMode(Shape shape) {
        unwrap.configure(Map.of(DELETES, "drop"));

        SinkRecord truncate = unwrap.apply(shape.truncate());

        assertThat(MarkerKey.kind(truncate.key())).isEqualTo(MarkerKey.TRUNCATE);
        assertThat(truncate.value()).isNull();
        assertThat(truncate.valueSchema()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void givesDebeziumsTruncateAKey(Shape shape) {
        unwrap.configure(Map.of());
        SinkRecord ours = shape.truncate();
        SinkRecord keyless = Shape.record(Shape.TOPIC, null, null, ours.valueSchema(), ours.value());

        SinkRecord truncate = unwrap.apply(keyless);

        assertThat(MarkerKey.kind(truncate.key())).isEqualTo(MarkerKey.TRUNCATE);
        assertThat(truncate.keySchema()).isEqualTo(ours.keySchema());
    }

    @ParameterizedTest
    @EnumSource
    void passesHeartbeats(Shape shape) {
        unwrap.configure(Map.of(DELETES, "drop"));
        SinkRecord heartbeat = shape.heartbeat();

        assertThat(unwrap.apply(heartbeat)).isSameAs(heartbeat);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void addsFieldsOfTheEnvelope(Shape shape) {
        unwrap.configure(
                Map.of("add.fields", "op,table,source.ts_ms,lsn,transaction.id,total_order:place, schema:space"));

        SinkRecord flat = unwrap.apply(shape.update());

        assertThat(Shape.columns(flat.value()))
                .containsEntry("id", 7L)
                .containsEntry("__op", "u")
                .containsEntry("__table", "orders")
                .containsEntry("__source_ts_ms", 1_700_000_000_000L)
                .containsEntry("__lsn", null)
                .containsEntry("__transaction_id", null)
                .containsEntry("__place", null)
                .containsEntry("__space", "sales")
                .hasSize(10);
    }

    @Test
    void makesAFieldOptionalWhoseBlockIs() {
        unwrap.configure(Map.of("add.fields", "op,transaction.id"));

        Schema schema = unwrap.apply(Shape.ENVELOPE.update()).valueSchema();

        assertThat(schema.field("__op").schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(schema.field("__transaction_id").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void addsHeadersToRowsAndDeletes(Shape shape) {
        unwrap.configure(Map.of("add.headers", "op,source.table:origin", "add.headers.prefix", "x-"));
        SinkRecord update = shape.update();
        update.headers().addString("trace", "t");

        SinkRecord flat = unwrap.apply(update);

        assertThat(flat.headers()).extracting(Header::key).containsExactly("trace", "x-op", "x-origin");
        assertThat(flat.headers().lastWithName("x-origin").value()).isEqualTo("orders");
        assertThat(unwrap.apply(shape.delete()).headers().lastWithName("x-op").value())
                .isEqualTo("d");
        assertThat(update.headers()).hasSize(1);
    }

    @Test
    void namesAddedFieldsByAnotherPrefix() {
        unwrap.configure(Map.of("add.fields", "op", "add.fields.prefix", "meta_"));

        assertThat(Shape.columns(unwrap.apply(Shape.ENVELOPE.update()).value())).containsEntry("meta_op", "u");
    }

    @Test
    void actsOnTheTablesThatAreAskedForOnly() {
        unwrap.configure(Map.of("table", "sales\\.items", DELETES, "drop"));
        SinkRecord update = Shape.ENVELOPE.update();
        SinkRecord tombstone = Shape.ENVELOPE.tombstone();

        assertThat(unwrap.apply(update)).isSameAs(update);
        assertThat(unwrap.apply(tombstone)).isSameAs(tombstone);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void refusesAColumnNamedLikeAnAddedField(Shape shape) {
        unwrap.configure(Map.of("add.fields", "op:state", "add.fields.prefix", ""));

        assertThatThrownBy(() -> unwrap.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[rows of sales.orders], found: state");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void refusesAFieldThatTheEnvelopeDoesNotHave(Shape shape) {
        Unwrap<SinkRecord> headers = new Unwrap<>();
        unwrap.configure(Map.of("add.fields", "tabel"));
        headers.configure(Map.of("add.headers", "source.tabel"));

        assertThatThrownBy(() -> unwrap.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Only fields of the envelope for [add.fields on sales.orders], found: tabel; there are table, ");
        assertThatThrownBy(() -> headers.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[add.headers on sales.orders], found: tabel; there are table, ");
    }

    @Test
    void refusesAnEnvelopeWithoutItsRow() {
        unwrap.configure(Map.of());
        Map<String, Object> value = new HashMap<>(Map.of("op", "u", "source", Map.of()));
        value.put(Envelope.AFTER, null);

        assertThatThrownBy(() -> unwrap.apply(Shape.record(Shape.TOPIC, null, null, null, value)))
                .isInstanceOf(DataException.class)
                .hasMessage("Only envelopes with a row in after for [rows of sales.orders], found none");
    }

    @Test
    void refusesAValueThatIsNoRow() {
        unwrap.configure(Map.of());
        SinkRecord text = Shape.record("logs", null, null, Schema.STRING_SCHEMA, "hello");

        assertThatThrownBy(() -> unwrap.apply(text)).hasMessageContaining("found: java.lang.String");
    }

    @Test
    void keepsANullWhereAColumnHasADefault() {
        unwrap.configure(Map.of());

        Struct row = (Struct) unwrap.apply(Shape.ENVELOPE.update()).value();

        assertThat(row.getWithoutDefault("state")).isNull();
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(DELETES, "none"), DELETES, "drop, tombstone, rewrite");
        assertRefused(Map.of("add.fields", "op,op"), "add.fields", "a second field op");
        assertRefused(Map.of("add.fields", "a.b.c"), "add.fields", "a.b.c", "block.field");
        assertRefused(Map.of("add.fields", "op:"), "add.fields", "field:name");
        assertRefused(Map.of("add.headers", "after.id"), "add.headers", "after.id", "source and transaction only");
        assertRefused(Map.of("drop.tombstones", "false"), "drop.tombstones", "this transform has", DELETES);
        assertRefused(Map.of("add.field", "op"), "add.field", "the nearest is add.fields;");
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> unwrap.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
