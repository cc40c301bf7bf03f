package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.type.StoredType;
import io.golconde.core.type.WireType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every form in which values arrive, into like and unlike columns. */
class TypesTest {
    private static final TargetTables TARGET = TargetTables.create();
    private static final Schema NONE = null;
    private static final Schema TEXT = Schema.STRING_SCHEMA;
    private static final Schema INT64 = Schema.INT64_SCHEMA;
    private static final Schema FLOAT64 = Schema.FLOAT64_SCHEMA;
    private static final Schema TEXTS =
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build();
    private static final Schema MICRO_TIMESTAMP = WireType.TIMESTAMP.schema("timestamp", false);
    private static final Schema DATE = WireType.DATE.schema("date", false);
    private static final long NOON = 1_767_268_800_000_000L; // 2026-01-01 12:00 in microseconds

    private final List<String> expected = new ArrayList<>();
    private final FakeWorker worker = new FakeWorker(new HashMap<>(
            Map.of("name", "types", "connection.url", TARGET.database().url(), "connection.user", "postgres")));

    @BeforeAll
    static void createTypes() {
        TARGET.execute("""
                CREATE EXTENSION citext; CREATE EXTENSION hstore;
                CREATE TYPE mood AS ENUM ('glad', 'so-so');
                CREATE TYPE pair AS (a int, b text);
                CREATE DOMAIN short AS varchar(5) CHECK (VALUE <> 'bad');
                CREATE DOMAIN shorter AS short""");
    }

    @Test
    void takesTheWireFormsOfItsOwnSource() {
        given("bool", Schema.BOOLEAN_SCHEMA, true, "true");
        given("int2", Schema.INT16_SCHEMA, (short) -5, "-5");
        given("oid", INT64, 4_000_000_000L, "4000000000");
        given("float4", literal("float4"), "-0", "-0");
        given("float8", literal("float8"), "1e-300", "1e-300");
        given("float8", literal("float8"), "NaN", "NaN");
        given("numeric(20,4)", literal("numeric"), "123456789012.3456", "123456789012.3456");
        given("numeric", literal("numeric"), "NaN", "NaN");
        given("char(4)", TEXT, "ab", "ab");
        given("text", TEXT, "\\N, \"{}'", "\\N, \"{}'");
        given("bytea", Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {0, -1}), "\\x00ff");
        given("date", DATE, 20_454, "2026-01-01");
        given("date", DATE, Integer.MAX_VALUE, "infinity");
        given("time", WireType.TIME.schema("time", false), 86_400_000_000L, "24:00:00");
        given("timestamp", MICRO_TIMESTAMP, NOON + 1, "2026-01-01 12:00:00.000001");
        given("timestamp", MICRO_TIMESTAMP, Long.MIN_VALUE, "-infinity");
        given("timestamptz", zoned(), "2026-01-01T12:00:00Z", "2026-01-01 12:00:00+00");
        given("timestamptz", zoned(), "0044-03-15T12:00:00Z BC", "0044-03-15 12:00:00+00 BC");
        given("uuid", WireType.UUID.schema("uuid", false), "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", uuid());
        given("jsonb", WireType.JSON.schema("jsonb", false), "{\"a\": [1, null]}", "{\"a\": [1, null]}");
        given("mood", WireType.ENUM.schema("mood", false), "so-so", "so-so");
        given("int4[]", literal("_int4"), "{{1,2},{3,NULL}}", "{{1,2},{3,NULL}}");
        given("pair[]", literal("_pair"), "{\"(1,\\\"x y\\\")\"}", "{\"(1,\\\"x y\\\")\"}");
        given("pair", literal("pair"), "(1,\"x y\")", "(1,\"x y\")");
        given("interval", literal("interval"), "1 mon -2 days 03:04:05.000006", "1 mon -2 days +03:04:05.000006");
        given("bit(3)", literal("bit"), "101", "101");
        given("varbit", literal("varbit"), "1011", "1011");
        given("inet", literal("inet"), "10.0.0.1/8", "10.0.0.1/8");
        given("tstzrange", literal("tstzrange"), "[2026-01-01 00:00:00+00,)", "[\"2026-01-01 00:00:00+00\",)");
        given("money", literal("money"), "$1,234.50", "$1,234.50");
        given("xml", literal("xml"), "<a>b</a>", "<a>b</a>");
        given("point", literal("point"), "(1,2)", "(1,2)");
        given("tsvector", literal("tsvector"), "'a':1 'b':2", "'a':1 'b':2");
        given("hstore", literal("hstore"), "\"k\"=>NULL", "\"k\"=>NULL");
        given("citext", literal("citext"), "MiXed", "MiXed");
        given("shorter", TEXT, "short", "short");
        given("\"char\"", literal("char"), "x", "x");

        assertThat(delivered()).isEqualTo(expected);
    }

    @Test
    void readsNumbersBackFromEveryForm() {
        Schema decimal = WireType.DECIMAL.schema(new StoredType("numeric", 655366), false);
        Schema variable = WireType.VARIABLE_DECIMAL.schema("numeric", false);
        Schema near = WireType.DOUBLE.schema("numeric", false);

        given("numeric(10,2)", decimal, new BigDecimal("12.50"), "12.50");
        given("numeric", decimal, new BigDecimal("-12345678.90"), "-12345678.90");
        given("numeric", variable, variable(variable, 3, -1), "-0.001");
        given("numeric", variable, variable(variable, 40, 7), "0." + "0".repeat(39) + "7");
        given("numeric(4,1)", near, 0.1, "0.1");
        given("numeric", near, 1e-7, "0.00000010");
        given("numeric", near, 12_345_678.25, "12345678.25");
        given("float8", near, -1e300, "-1e+300");

        assertThat(delivered()).isEqualTo(expected);
    }

    private static Date utc(String moment) {
        return Date.from(Instant.parse(moment));
    }

    private static Struct variable(Schema schema, int scale, int unscaled) {
        return new Struct(schema).put("scale", scale).put("value", new byte[] {(byte) unscaled});
    }

    @Test
    void readsBytesBackFromEveryFormOfText() {
        given("bytea", bytes(WireType.BASE64), "+/8=", "\\xfbff");
        given("bytea", bytes(WireType.BASE64_URL_SAFE), "-_8=", "\\xfbff");
        given("bytea", bytes(WireType.HEX), "fbffab00", "\\xfbffab00");
        given("bytea", bytes(WireType.HEX), "", "\\x");
        given("text", bytes(WireType.HEX), "fbff", "\\xfbff");
        given("bytea", bytes(WireType.BASE64), "-_8=", "none");
        given("bytea", bytes(WireType.BASE64_URL_SAFE), "+/8=", "none");
        given("bytea", bytes(WireType.HEX), "angry", "none");

        assertThat(delivered()).isEqualTo(expected);
        assertThat(worker.reasons())
                .hasSize(3)
                .allSatisfy(reason -> assertThat(reason).hasNoCause().hasMessageNotContaining("angry"));
    }

    @Test
    void takesConnectsLogicalTypes() {
        Date noon = Date.from(Instant.ofEpochSecond(NOON / 1_000_000));

        given("numeric", Decimal.schema(3), new BigDecimal("12.500"), "12.500");
        given("float8", Decimal.schema(1), new BigDecimal("12.5"), "12.5");
        given("text", Decimal.schema(1), new BigDecimal("12.5"), "12.5");
        given("timestamp", Timestamp.SCHEMA, noon, "2026-01-01 12:00:00");
        given("timestamp", Timestamp.SCHEMA, utc("+294276-12-31T23:59:59.999Z"), "294276-12-31 23:59:59.999");
        given("timestamp", Timestamp.SCHEMA, utc("-0043-03-15T12:00:00.001Z"), "0044-03-15 12:00:00.001 BC");
        given("date", org.apache.kafka.connect.data.Date.SCHEMA, utc("-4712-01-01T00:00:00Z"), "4713-01-01 BC");
        given("timestamptz", Timestamp.SCHEMA, noon, "2026-01-01 12:00:00+00");
        given("date", Timestamp.SCHEMA, noon, "2026-01-01");
        given("date", org.apache.kafka.connect.data.Date.SCHEMA, Date.from(Instant.EPOCH), "1970-01-01");
        given("time", Time.SCHEMA, Date.from(Instant.ofEpochMilli(1_500)), "00:00:01.5");

        assertThat(delivered()).isEqualTo(expected);
    }

    @Test
    void takesDebeziumsLogicalTypes() {
        Schema scaled = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .field("x", FLOAT64)
                .field("y", FLOAT64)
                .build();
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "10")
                .build();
        Schema unlimited = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "2147483647")
                .build();
        Schema texts = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Map<String, String> tags = new HashMap<>(Map.of("k\\\"", "v,=>"));
        tags.put("none", null);

        given("timestamp(3)", named(INT64, "io.debezium.time.Timestamp"), NOON / 1_000, "2026-01-01 12:00:00");
        given("timestamp", named(INT64, "io.debezium.time.Timestamp"), Long.MAX_VALUE, "infinity");
        given("timestamp", named(INT64, "io.debezium.time.Timestamp"), Long.MIN_VALUE, "-infinity");
        given("timestamp", named(INT64, "io.debezium.time.Timestamp"), -1L, "1969-12-31 23:59:59.999");
        given("timestamp", named(INT64, "io.debezium.time.NanoTimestamp"), Long.MAX_VALUE, "infinity");
        given("timestamp", named(INT64, "io.debezium.time.NanoTimestamp"), Long.MIN_VALUE, "-infinity");
        given("time", named(Schema.INT32_SCHEMA, "io.debezium.time.Time"), 86_400_000, "24:00:00");
        given("timestamp", named(INT64, "io.debezium.time.NanoTimestamp"), -1_000L, "1969-12-31 23:59:59.999999");
        given("time", named(Schema.INT32_SCHEMA, "io.debezium.time.Time"), 1_500, "00:00:01.5");
        given("time", named(INT64, "io.debezium.time.NanoTime"), 1_000L, "00:00:00.000001");
        given("timetz", named(TEXT, "io.debezium.time.ZonedTime"), "12:00:00+02", "12:00:00+02");
        given("interval", named(INT64, "io.debezium.time.MicroDuration"), -1L, "-00:00:00.000001");
        given(
                "interval",
                named(TEXT, "io.debezium.time.Interval"),
                "P1Y2M3DT4H5M6.7S",
                "1 year 2 mons 3 days 04:05:06.7");
        given("numeric", scaled, new Struct(scaled).put("scale", 2).put("value", new byte[] {-1, -1}), "-0.01");
        given("point", point, new Struct(point).put("x", 1.5).put("y", -2.0), "(1.5,-2)");
        given("varbit", bits, new byte[] {5, 2}, "1000000101");
        given("varbit", unlimited, new byte[] {5, 2}, "0000001000000101");
        given("hstore", texts, tags, "\"k\\\\\\\"\"=>\"v,=>\", \"none\"=>NULL");
        given("float4", Schema.FLOAT32_SCHEMA, -0f, "-0");
        given("bit", Schema.BOOLEAN_SCHEMA, true, "1");
        given("text[]", TEXTS, Arrays.asList("a\"b", null, "NULL", ""), "{\"a\\\"b\",NULL,\"NULL\",\"\"}");
        given("timestamp[]", SchemaBuilder.array(MICRO_TIMESTAMP).build(), List.of(NOON), "{\"2026-01-01 12:00:00\"}");

        assertThat(delivered()).isEqualTo(expected);
    }

    @Test
    void takesJsonWithoutSchemaByTheColumnsType() {
        given("bytea", NONE, "AP8=", "\\x00ff");
        given("bytea", NONE, "\\x00ff", "\\x00ff");
        given("timestamp", NONE, NOON, "2026-01-01 12:00:00");
        given("timestamptz", NONE, "2026-01-01 12:00:00+02", "2026-01-01 10:00:00+00");
        given("date", NONE, 20_454L, "2026-01-01");
        given("time", NONE, 1L, "00:00:00.000001");
        given("numeric", NONE, 0.1, "0.1");
        given("int4", NONE, 7.0, "7");
        given("int4[]", NONE, List.of(List.of(1L, 2L), List.of(3L, 4L)), "{{1,2},{3,4}}");
        given("bytea[]", NONE, List.of("AP8="), "{\"\\\\x00ff\"}");
        given(
                "jsonb",
                NONE,
                Map.of("a", Arrays.asList(1L, null, "x\n\"", true)),
                "{\"a\": [1, null, \"x\\n\\\"\", true]}");
        given("text", NONE, Map.of("a", 1.5), "{\"a\":1.5}");
        given("text", NONE, true, "true");

        assertThat(delivered()).isEqualTo(expected);
    }

    @Test
    void takesWhatTheColumnCanHoldFromAnyOtherType() {
        given("int2", INT64, 7L, "7");
        given("int8", TEXT, " 12 ", "12");
        given("int4", Schema.BOOLEAN_SCHEMA, true, "1");
        given("bool", TEXT, "Yes", "true");
        given("bool", INT64, 0L, "false");
        given("numeric(5,1)", FLOAT64, 2.25, "2.3");
        given("float4", FLOAT64, 0.5, "0.5");
        given("text", INT64, 7L, "7");
        given("text", MICRO_TIMESTAMP, NOON, "2026-01-01 12:00:00");
        given("timestamptz", MICRO_TIMESTAMP, NOON, "2026-01-01 12:00:00+00");
        given("date", MICRO_TIMESTAMP, NOON, "2026-01-01");
        given("timestamp", DATE, 20_454, "2026-01-01 00:00:00");
        given("int8", MICRO_TIMESTAMP, NOON, Long.toString(NOON));
        given("jsonb", INT64, 7L, "7");
        given("text", Schema.BYTES_SCHEMA, new byte[] {1}, "\\x01");

        assertThat(delivered()).isEqualTo(expected);
    }

    @Test
    void putsAsideWhatTheColumnCannotHold() {
        given("int2", INT64, 40_000L, "none");
        given("int4", FLOAT64, 1.5, "none");
        given("float4", FLOAT64, 1e300, "none");
        given("float8", TEXT, "1d", "none");
        given("bool", TEXT, "maybe", "none");
        given("bytea", TEXT, "no base64!", "none");
        given("numeric(4,2)", TEXT, "123", "none");
        given("varchar(3)", TEXT, "long", "none");
        given("bit(3)", TEXT, "1", "none");
        given("date", TEXT, "2026-02-30", "none");
        given("mood", TEXT, "angry", "none");
        given("uuid", TEXT, "no", "none");
        given("text", TEXT, "nul\0", "none");
        given("int4[]", TEXT, "{1,x}", "none");
        given("shorter", TEXT, "bad", "none");
        given("time", WireType.TIME.schema("time", false), -1L, "none");

        assertThat(delivered()).isEqualTo(expected);
        assertThat(worker.reasons())
                .hasSize(expected.size())
                .allSatisfy(reason -> assertThat(reason)
                        .hasNoCause()
                        .hasMessageContaining("case_")
                        .hasMessageNotContaining("40000")
                        .hasMessageNotContaining("angry"));
    }

    private void given(String type, Schema schema, Object value, String text) {
        int number = expected.size();
        expected.add(text);
        String table = "case_" + number;
        TARGET.execute("DROP TABLE IF EXISTS " + table + "; CREATE TABLE " + table
                + " (id int PRIMARY KEY DEFAULT 1, v " + type + ")");
        worker.append(
                table, Records.row("id", 1), schema == NONE ? Records.json("id", 1L, "v", value) : row(schema, value));
    }

    private List<String> delivered() {
        TARGET.execute("DROP SCHEMA IF EXISTS golconde CASCADE");
        worker.start();
        worker.deliverAll();
        worker.stop();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            List<String> rows = TARGET.rows("SELECT v::text FROM case_" + i);
            values.add(rows.isEmpty() ? "none" : rows.get(0).stripTrailing());
        }
        return values;
    }

    private static SchemaAndValue row(Schema schema, Object value) {
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("v", schema)
                .build();
        return new SchemaAndValue(row, new Struct(row).put("id", 1).put("v", value));
    }

    private static Schema literal(String type) {
        return WireType.LITERAL.schema(type, false);
    }

    private static Schema bytes(WireType form) {
        return form.schema("bytea", false);
    }

    private static Schema zoned() {
        return WireType.TIMESTAMPTZ.schema("timestamptz", false);
    }

    private static Schema named(Schema schema, String name) {
        return new SchemaBuilder(schema.type()).name(name).build();
    }

    private static String uuid() {
        return "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    }
}
