package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.type.WireType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CastColumnsTest {
    private static final Schema NUMERIC = WireType.LITERAL.schema("numeric", true);
    private static final Schema DATE = WireType.DATE.schema("date", true);
    private static final Schema TIME = WireType.TIME.schema("time", true);
    private static final Schema TIMESTAMP = WireType.TIMESTAMP.schema("timestamp", true);
    private static final Schema ZONED = WireType.TIMESTAMPTZ.schema("timestamptz", true);
    private static final Schema TEXT = Schema.OPTIONAL_STRING_SCHEMA;

    private final CastColumns<SinkRecord> cast = new CastColumns<>();

    @ParameterizedTest
    @EnumSource
    void castsKeyAndRowsAlike(Shape shape) {
        cast.configure(Map.of("types", "id:string"));
        SinkRecord update = shape.update();

        SinkRecord changed = cast.apply(update);

        assertThat(Shape.key(changed)).containsExactly(entry("id", "7"));
        assertThat(shape.after(changed))
                .containsExactly(entry("id", "7"), entry("customer", "Bob"), entry("state", null));
        if (shape.before(update) != null) {
            assertThat(shape.before(changed)).containsEntry("id", "7").containsEntry("customer", "Ada");
        }
    }

    @ParameterizedTest
    @EnumSource
    void castsOneOfTheTwoAlone(Shape shape) {
        Map<String, String> settings = Map.of("types", "id:int16");
        CastColumns<SinkRecord> keys = new CastColumns.Key<>();
        CastColumns<SinkRecord> values = new CastColumns.Value<>();
        keys.configure(settings);
        values.configure(settings);

        assertThat(Shape.key(keys.apply(shape.update()))).containsExactly(entry("id", (short) 7));
        assertThat(shape.after(keys.apply(shape.update()))).containsEntry("id", 7L);
        assertThat(Shape.key(values.apply(shape.update()))).containsExactly(entry("id", 7L));
        assertThat(shape.after(values.apply(shape.update()))).containsEntry("id", (short) 7);
    }

    @ParameterizedTest
    @EnumSource
    void passesTombstonesTruncatesAndHeartbeats(Shape shape) {
        cast.configure(Map.of("types", "id:string,customer:string"));

        assertThat(Shape.key(cast.apply(shape.tombstone()))).containsExactly(entry("id", "7"));
        assertThat(cast.apply(shape.tombstone()).value()).isNull();
        assertThat(cast.apply(shape.truncate()).key())
                .isEqualTo(shape.truncate().key());
        SinkRecord heartbeat = shape.heartbeat();
        assertThat(cast.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void keepsTheEnvelopeValidAndWorksItsSchemaOutOnce() {
        cast.configure(Map.of("types", "id:decimal(2)"));

        SinkRecord changed = cast.apply(Shape.ENVELOPE.update());

        ((Struct) changed.value()).validate();
        ((Struct) changed.key()).validate();
        Schema row = changed.valueSchema().field(Envelope.AFTER).schema();
        assertThat(Envelope.is(changed.valueSchema())).isTrue();
        assertThat(row.name()).isEqualTo(Shape.ROW.name());
        assertThat(row.field("id").schema()).isEqualTo(Decimal.schema(2));
        assertThat(row.field("customer").schema())
                .isSameAs(Shape.ROW.field("customer").schema());
        assertThat(cast.apply(Shape.ENVELOPE.update()).valueSchema()).isSameAs(changed.valueSchema());
    }

    @Test
    void castsToPlainTypes() {
        assertThat(cast("int64", NUMERIC, "42.00")).isEqualTo(42L);
        assertThat(cast("int8", Schema.BOOLEAN_SCHEMA, true)).isEqualTo((byte) 1);
        assertThat(cast("int32", Schema.FLOAT64_SCHEMA, -3.0)).isEqualTo(-3);
        assertThat(cast("float32", NUMERIC, "0.1")).isEqualTo(0.1f);
        assertThat(cast("float64", NUMERIC, "NaN")).isEqualTo(Double.NaN);
        assertThat(cast("boolean", Schema.INT16_SCHEMA, (short) 0)).isEqualTo(false);
        assertThat(cast("boolean", TEXT, "Yes")).isEqualTo(true);
        assertThat(cast("decimal(2)", NUMERIC, "19.9")).isEqualTo(new BigDecimal("19.90"));
        assertThat(cast("string", Decimal.schema(9), new BigDecimal("0.000000001")))
                .isEqualTo("0.000000001");
        assertThat(cast("string", Schema.INT64_SCHEMA, -1L)).isEqualTo("-1");
        assertThat(cast("int64", NUMERIC, null)).isNull();
    }

    @Test
    void castsPointsInTimeToConnectsTypesAndDebeziums() {
        assertThat(cast("date", TIMESTAMP, -1L)).isEqualTo(date("1969-12-31T00:00:00Z"));
        assertThat(cast("date", DATE, 1)).isEqualTo(date("1970-01-02T00:00:00Z"));
        assertThat(cast("time", TIMESTAMP, 86_401_500_000L)).isEqualTo(date("1970-01-01T00:00:01.500Z"));
        assertThat(cast("time(6)", TIME, 86_400_000_000L)).isEqualTo(86_400_000_000L);
        assertThat(cast("timestamp", ZONED, "2026-01-31T18:30:00Z")).isEqualTo(date("2026-01-31T18:30:00Z"));
        assertThat(cast("timestamp", TEXT, "2026-01-31 18:30+02:00")).isEqualTo(date("2026-01-31T16:30:00Z"));
        assertThat(cast("timestamp", DATE, 1)).isEqualTo(date("1970-01-02T00:00:00Z"));
        assertThat(cast("timestamp(6)", ZONED, "1970-01-01T00:00:00.000001Z")).isEqualTo(1L);
        assertThat(cast("timestamp(6)", ZONED, "-infinity")).isEqualTo(Long.MIN_VALUE);
        assertThat(cast("timestamp(6)", DATE, Integer.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(schema("time", TIME)).isEqualTo(Time.builder().optional().build());
        assertThat(schema("timestamp", TEXT))
                .isEqualTo(Timestamp.builder().optional().build());
        assertThat(schema("timestamp(6)", TEXT)).isEqualTo(TIMESTAMP);
        assertThat(schema("time(6)", TEXT)).isEqualTo(TIME);
    }

    @Test
    void writesPointsInTimeAsText() {
        assertThat(cast("string", DATE, 1)).isEqualTo("1970-01-02");
        assertThat(cast("string", DATE, Integer.MIN_VALUE)).isEqualTo("-infinity");
        assertThat(cast("string", TIME, 86_400_000_000L)).isEqualTo("24:00:00");
        assertThat(cast("string", TIME, 1L)).isEqualTo("00:00:00.000001");
        assertThat(cast("string", TIMESTAMP, 0L)).isEqualTo("1970-01-01T00:00:00");
        assertThat(cast("string", ZONED, "2026-01-31T18:30:00Z")).isEqualTo("2026-01-31T18:30:00Z");
        assertThat(cast("string", Timestamp.builder().optional().build(), date("2026-01-31T18:30:00Z")))
                .isEqualTo("2026-01-31T18:30:00");
    }

    @Test
    void readsAndWritesAFormat() {
        cast.configure(Map.of("types", "c:timestamp,d:string,e:date", "format", "dd.MM.yyyy HH:mm"));
        Schema schema = SchemaBuilder.struct()
                .field("c", TEXT)
                .field("d", TIMESTAMP)
                .field("e", TEXT)
                .build();
        Struct row = new Struct(schema)
                .put("c", "31.01.2026 18:30")
                .put("d", 60_000_000L)
                .put("e", "31.01.2026 18:30");

        assertThat(Shape.columns(cast.apply(Shape.record(Shape.TOPIC, null, null, schema, row))
                        .value()))
                .containsEntry("c", date("2026-01-31T18:30:00Z"))
                .containsEntry("d", "01.01.1970 00:01")
                .containsEntry("e", date("2026-01-31T00:00:00Z"));
    }

    @Test
    void writesTextWhereThereIsNoSchemaToSayMore() {
        cast.configure(Map.of("types", "a:decimal(2),b:timestamp,c:date,d:time,e:int32"));
        Map<String, Object> row =
                Map.of("a", 1.5, "b", "2026-01-31 18:30:00", "c", "2026-01-31T18:30:00", "d", "18:30:00", "e", 5L);

        assertThat(Shape.columns(cast.apply(Shape.record(Shape.TOPIC, null, null, null, row))
                        .value()))
                .containsOnly(
                        entry("a", "1.50"),
                        entry("b", "2026-01-31T18:30:00"),
                        entry("c", "2026-01-31"),
                        entry("d", "18:30:00"),
                        entry("e", 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int8         | 4711       | whole numbers of int8
            int64        | 47.11      | whole numbers of int64
            int64        | 4711x      | whole numbers of int64
            int64        | NaN        | whole numbers of int64
            decimal(1)   | 47.11      | numbers with 1 digits behind the point or less
            decimal(1)   | Infinity   | numbers
            float32      | 4711e99    | numbers of float32
            float64      | 4711x      | numbers of float64
            boolean      | 4711       | booleans, 1 and 0, and texts such as true, yes, no and off
            date         | 4711       | texts like 2026-01-31T18:30:00
            date         | infinity   | finite dates
            time         | 47:11      | texts like 18:30:00
            time         | 24:00      | times before 24:00 (time(6) has it)
            time         | 04:11:00.000047 | points in time in milliseconds (time(6) has more)
            timestamp    | 1970-01-01 04:11:00.000047 | points in time in milliseconds (timestamp(6) has more)
            timestamp(6) | 1970-01-01 04:11:00.0000471 | points in time in microseconds
            timestamp    | infinity   | finite timestamps (timestamp(6) has infinity)
            """)
    void saysWhichColumnWhyAndNotWhichValue(String type, String value, String reason) {
        for (Object row : new Object[] {struct(TEXT, value), Map.of("c", value)}) {
            cast.configure(Map.of("types", "c:" + type));

            assertThatThrownBy(() -> cast.apply(Shape.record(
                            Shape.TOPIC, null, null, row instanceof Struct struct ? struct.schema() : null, row)))
                    .isInstanceOf(DataException.class)
                    .hasNoCause()
                    .hasMessage("Only " + reason + " for [types on sales.orders], found: another value in c");
        }
    }

    @Test
    void refusesWhatHasNoSuchForm() {
        assertRefused("int64", DATE, 4711, "whole numbers of int64");
        assertRefused("time", DATE, 4711, "times, timestamps and their texts");
        assertRefused("date", TIME, 4711L, "dates, timestamps and their texts");
        assertRefused("date", Schema.INT64_SCHEMA, 4711L, "dates, timestamps and their texts");
        assertRefused(
                "string", Schema.BYTES_SCHEMA, new byte[] {47, 11}, "numbers, texts, booleans and points in time");
        assertRefused("string", DATE, -800_000, "points in time of the years 1 to 9999");
        Schema list = SchemaBuilder.array(TEXT).build();
        assertThatThrownBy(() -> cast("string", list, List.of()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only columns with one value for [types on sales.orders], found: c of type ARRAY");
    }

    @ParameterizedTest
    @EnumSource
    void refusesInTheKeyWhatCouldMakeTwoRowsOne(Shape shape) {
        cast.configure(Map.of("types", "id:float64"));

        assertThatThrownBy(() -> cast.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only columns outside the key for [types on sales.orders], found: id in the key");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "types");
        assertRefused(Map.of("types", ""), "types has to name a column");
        assertRefused(Map.of("types", "a"), "types", "from:to");
        assertRefused(Map.of("types", "a:integer"), "there is no type integer; the nearest is");
        assertRefused(Map.of("types", "a:decimal"), "the nearest is");
        assertRefused(Map.of("types", "a:date", "format", "dd.MM.bbbb"), "format", "is no pattern");
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> cast.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }

    private void assertRefused(String type, Schema schema, Object value, String reason) {
        assertThatThrownBy(() -> cast(type, schema, value))
                .isInstanceOf(DataException.class)
                .hasMessage("Only " + reason + " for [types on sales.orders], found: another value in c");
    }

    private Object cast(String type, Schema schema, Object value) {
        Struct cast = (Struct) record(type, schema, value).value();
        cast.validate();
        return cast.get("c");
    }

    private Schema schema(String type, Schema schema) {
        return record(type, schema, null).valueSchema().field("c").schema();
    }

    private SinkRecord record(String type, Schema schema, Object value) {
        cast.configure(Map.of("types", "c:" + type));
        Struct row = struct(schema, value);
        return cast.apply(Shape.record(Shape.TOPIC, null, null, row.schema(), row));
    }

    private static Struct struct(Schema schema, Object value) {
        return new Struct(SchemaBuilder.struct().field("c", schema).build()).put("c", value);
    }

    private static Date date(String instant) {
        return Date.from(Instant.parse(instant));
    }
}
