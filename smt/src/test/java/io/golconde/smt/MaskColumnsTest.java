package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskColumnsTest {
    private static final String KEY = "0123456789abcdef";
    /** HMAC-SHA-256 of 7, Bob and Ada under KEY, by Python's hmac. */
    private static final String SEVEN = "f69cf4852626eee19b92af564b9413e44aa526cc9e726ab9b8972af1d3b39092";

    private static final String BOB = "0707827c6f915c74cbb76679ecd123e18270a18d9a5b20a4aed117132560642e";
    private static final String ADA = "9bc245ae8032d0b6c5fca2e91bbe82682c2e07656f8ebc09906bf20ee6825e25";

    private final MaskColumns<SinkRecord> mask = new MaskColumns<>();

    @ParameterizedTest
    @EnumSource
    void hashesKeyAndRowsAlike(Shape shape) {
        mask.configure(Map.of("columns", "id", "pattern", "CUST.*", "mask", "hash", "hash.key", KEY));

        SinkRecord masked = mask.apply(shape.update());

        assertThat(Shape.key(masked)).containsExactly(entry("id", SEVEN));
        assertThat(shape.after(masked))
                .containsExactly(entry("id", SEVEN), entry("customer", BOB), entry("state", null));
        if (shape.before(masked) != null) {
            assertThat(shape.before(masked)).containsEntry("id", SEVEN).containsEntry("customer", ADA);
        }
        assertThat(Shape.key(mask.apply(shape.delete()))).containsExactly(entry("id", SEVEN));
        assertThat(Shape.key(mask.apply(shape.tombstone()))).containsExactly(entry("id", SEVEN));
    }

    @ParameterizedTest
    @EnumSource
    void showsNull(Shape shape) {
        mask.configure(Map.of("columns", "customer"));

        SinkRecord masked = mask.apply(shape.update());

        assertThat(shape.after(masked)).containsExactly(entry("id", 7L), entry("customer", null), entry("state", null));
        assertThat(Shape.key(masked)).containsExactly(entry("id", 7L));
    }

    @ParameterizedTest
    @EnumSource
    void showsAFixedText(Shape shape) {
        mask.configure(Map.of("columns", "customer,state", "mask", "fixed", "fixed.value", "hidden"));

        assertThat(shape.after(mask.apply(shape.update())))
                .containsExactly(entry("id", 7L), entry("customer", "hidden"), entry("state", null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, Marie Curie, ***********",
        "1, 0, Marie Curie, M**********",
        "0, 4, Marie Curie, *******urie",
        "2, 3, Marie Curie, Ma******rie",
        "2, 3, abcde, *****",
        "2, 3, abcdef, ab*def",
        "1, 1, 😀😀😀, 😀*😀",
        "2, 2, '', ''",
    })
    void showsTheFirstAndLastCharacters(String first, String last, String text, String shown) {
        mask.configure(Map.of("columns", "customer", "mask", "partial", "keep.first", first, "keep.last", last));
        SinkRecord row = Shape.record(Shape.TOPIC, null, null, Shape.ROW, Shape.row(text));

        assertThat(Shape.FLAT.after(mask.apply(row))).containsEntry("customer", shown);
    }

    @ParameterizedTest
    @EnumSource
    void passesTruncatesAndHeartbeats(Shape shape) {
        mask.configure(Map.of("pattern", ".*", "mask", "hash", "hash.key", KEY));
        SinkRecord heartbeat = shape.heartbeat();

        assertThat(Shape.key(mask.apply(shape.truncate()))).containsExactly(entry("golconde_marker", "truncate"));
        assertThat(mask.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void keepsTheEnvelopeValidAndItsSchemaTheSame() {
        mask.configure(Map.of("columns", "id,customer,state", "mask", "hash", "hash.key", KEY));

        SinkRecord masked = mask.apply(Shape.ENVELOPE.update());

        ((Struct) masked.value()).validate();
        Schema row = masked.valueSchema().field(Envelope.AFTER).schema();
        assertThat(row.name()).isEqualTo(Shape.ROW.name());
        assertThat(row.field("id").schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(row.field("state").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(mask.apply(Shape.ENVELOPE.update()).valueSchema()).isSameAs(masked.valueSchema());
    }

    @Test
    void makesAColumnOptionalThatItShowsAsNull() {
        mask.configure(Map.of("columns", "n,list,state"));
        Schema schema = SchemaBuilder.struct()
                .field("n", SchemaBuilder.int32().name("x").build())
                .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field(
                        "state",
                        SchemaBuilder.string().optional().defaultValue("new").build())
                .build();
        Struct row = new Struct(schema).put("n", 1).put("list", List.of("a")).put("state", "b");

        SinkRecord masked = mask.apply(Shape.record(Shape.TOPIC, null, null, schema, row));

        assertThat(Shape.columns(masked.value()).values()).containsOnlyNulls().hasSize(3);
        assertThat(masked.valueSchema().field("n").schema())
                .isEqualTo(SchemaBuilder.int32().name("x").optional().build());
        assertThat(masked.valueSchema().field("state").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Test
    void hashesEqualValuesOfUnlikeTypesToTheSame() {
        mask.configure(Map.of("pattern", ".*", "mask", "hash", "hash.key", KEY));
        Map<String, Object> row = Map.of(
                "long", 7L, "int", 7, "text", "7", "bytes", new byte[] {'7'}, "buffer", ByteBuffer.wrap(new byte[] {'7'
                }));

        SinkRecord masked = mask.apply(Shape.record(Shape.TOPIC, null, null, null, row));

        assertThat(Shape.columns(masked.value()).values()).containsOnly(SEVEN);
    }

    @Test
    void dependsOnTheKey() {
        mask.configure(Map.of("columns", "customer", "mask", "hash", "hash.key", KEY + "!"));

        assertThat(Shape.FLAT.after(mask.apply(Shape.FLAT.update())).get("customer"))
                .isNotEqualTo(BOB)
                .asString()
                .matches("[0-9a-f]{64}");
    }

    @Test
    void leavesWhatDebeziumDidNotSendRecognisable() {
        String placeholder = "__debezium_unavailable_value";
        Map<String, Object> row = new HashMap<>(Map.of("text", placeholder));
        row.put("bytes", placeholder.getBytes(StandardCharsets.UTF_8));
        SinkRecord record = Shape.record(Shape.TOPIC, null, null, null, row);
        MaskColumns<SinkRecord> fixed = new MaskColumns<>();
        MaskColumns<SinkRecord> partial = new MaskColumns<>();
        mask.configure(Map.of("pattern", ".*", "mask", "hash", "hash.key", KEY));
        fixed.configure(Map.of("columns", "text", "mask", "fixed"));
        partial.configure(Map.of("columns", "text", "mask", "partial"));

        assertThat(Shape.columns(mask.apply(record).value()).values()).containsOnly(placeholder);
        assertThat(Shape.columns(fixed.apply(record).value())).containsEntry("text", placeholder);
        assertThat(Shape.columns(partial.apply(record).value())).containsEntry("text", placeholder);
    }

    @Test
    void masksEverythingWherePlaceholdersAreOff() {
        mask.configure(Map.of("columns", "text", "mask", "fixed", "unavailable.value.placeholder", ""));
        Map<String, Object> row = Map.of("text", "__debezium_unavailable_value");

        assertThat(Shape.columns(mask.apply(Shape.record(Shape.TOPIC, null, null, null, row))
                        .value()))
                .containsEntry("text", "****");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToMaskAKeyByAnythingButAHash(Shape shape) {
        mask.configure(Map.of("columns", "id", "mask", "null"));

        assertThatThrownBy(() -> mask.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only columns outside the key for [mask on sales.orders], found: id in the key");
        assertThatThrownBy(() -> mask.apply(shape.tombstone())).isInstanceOf(DataException.class);
    }

    @Test
    void refusesATypeThatTheMaskDoesNotFit() {
        MaskColumns<SinkRecord> hash = new MaskColumns<>();
        mask.configure(Map.of("columns", "total", "mask", "partial"));
        hash.configure(Map.of("columns", "tags", "mask", "hash", "hash.key", KEY));
        Schema schema =
                SchemaBuilder.struct().field("total", Schema.FLOAT64_SCHEMA).build();
        SinkRecord withSchema = Shape.record(Shape.TOPIC, null, null, schema, new Struct(schema).put("total", 1.5));
        SinkRecord without = Shape.record(Shape.TOPIC, null, null, null, Map.of("total", 1.5, "tags", List.of(1)));

        for (SinkRecord record : List.of(withSchema, without)) {
            assertThatThrownBy(() -> mask.apply(record))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Only columns of text for [mask on sales.orders], found: total of type FLOAT64");
        }
        assertThatThrownBy(() -> hash.apply(without))
                .hasMessage("Only columns with one value for [mask on sales.orders], found: tags of type ARRAY");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "Either columns or pattern");
        assertRefused(Map.of("columns", "a", "mask", "hide"), "mask", "null, fixed, partial, hash");
        assertRefused(Map.of("columns", "a", "mask", "hash"), "hash.key has to be set", "16 characters");
        assertRefused(Map.of("columns", "a", "mask", "hash", "hash.key", "short"), "hash.key", "16 characters");
        assertRefused(Map.of("columns", "a", "hash.key", KEY), "hash.key has no effect with mask=null");
        assertRefused(Map.of("columns", "a", "mask", "hash", "keep.last", "2"), "keep.last", "belongs to partial");
        assertRefused(Map.of("columns", "a", "mask", "partial", "keep.first", "-1"), "keep.first", "at least 0");
        assertRefused(Map.of("pattern", "a("), "pattern", "is not a regular expression");
        assertRefused(Map.of("column", "a"), "column", "the nearest is columns;");
    }

    @Test
    void neverSaysTheSecretKey() {
        assertThatThrownBy(() -> mask.configure(Map.of("columns", "a", "mask", "hash", "hash.key", "tiny-secret")))
                .message()
                .doesNotContain("tiny-secret");
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> mask.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
