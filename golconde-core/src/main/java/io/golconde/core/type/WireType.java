package io.golconde.core.type;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The table of pairs PostgreSQL type and Connect schema. Semantic names are Debezium's, so that its ecosystem reads
 * them; whatever has no better form travels as {@link #LITERAL}: text that the type's input function reads back
 * exactly, marked with the name of the type.
 */
public enum WireType {
    BOOLEAN(Schema.Type.BOOLEAN, null, ResultSet::getBoolean),
    INT16(Schema.Type.INT16, null, ResultSet::getShort),
    INT32(Schema.Type.INT32, null, ResultSet::getInt),
    INT64(Schema.Type.INT64, null, ResultSet::getLong),
    TEXT(Schema.Type.STRING, null, ResultSet::getString),
    BYTES(Schema.Type.BYTES, null, ResultSet::getBytes),
    /** Bytes in base64, for who asks for text. */
    BASE64(
            Schema.Type.STRING,
            "io.golconde.data.Base64",
            ColumnReader.ofBytes(BinaryText::base64),
            BinaryText::ofBase64),
    /** The same in the alphabet that is safe in URLs. */
    BASE64_URL_SAFE(
            Schema.Type.STRING,
            "io.golconde.data.Base64UrlSafe",
            ColumnReader.ofBytes(BinaryText::base64UrlSafe),
            BinaryText::ofBase64UrlSafe),
    /** Bytes in hex digits; the schema's name tells them from base64. */
    HEX(Schema.Type.STRING, "io.golconde.data.Hex", ColumnReader.ofBytes(BinaryText::hex), BinaryText::ofHex),
    /** A numeric with the scale that its column declares. */
    DECIMAL(Schema.Type.BYTES, Decimal.LOGICAL_NAME, ColumnReader.ofText(Decimals::exact)) {
        @Override
        SchemaBuilder bare(StoredType stored) {
            return Decimals.schema(stored);
        }

        @Override
        public ColumnReader reader(Schema schema) {
            return super.reader(schema).then(number -> Decimals.scaled((BigDecimal) number, schema));
        }
    },
    /** A numeric of which each value has a scale of its own. */
    VARIABLE_DECIMAL(Schema.Type.STRUCT, Decimals.VARIABLE_SCALE, ColumnReader.ofText(Decimals::exact)) {
        @Override
        public Schema schema(StoredType stored, boolean optional) {
            return Decimals.variableSchema(optional);
        }

        @Override
        public ColumnReader reader(Schema schema) {
            return super.reader(schema).then(number -> Decimals.variable((BigDecimal) number, schema));
        }
    },
    /** The double that is nearest to a numeric. */
    DOUBLE(Schema.Type.FLOAT64, null, ColumnReader.ofText(Decimals::nearest)),
    /** Days since 1970-01-01; the int32 extremes are -infinity and infinity. */
    DATE(
            Schema.Type.INT32,
            "io.debezium.time.Date",
            ColumnReader.of(LocalDate.class, TemporalText::days),
            days -> TemporalText.date((Integer) days)),
    /** Microseconds since midnight; 24:00 is 86,400,000,000. */
    TIME(
            Schema.Type.INT64,
            "io.debezium.time.MicroTime",
            ColumnReader.of(LocalTime.class, TemporalText::microsOfDay),
            micros -> TemporalText.time((Long) micros)),
    /** Microseconds since 1970-01-01 00:00 without a zone; the int64 extremes are -infinity and infinity. */
    TIMESTAMP(
            Schema.Type.INT64,
            "io.debezium.time.MicroTimestamp",
            ColumnReader.of(LocalDateTime.class, TemporalText::micros),
            micros -> TemporalText.timestamp((Long) micros)),
    /** Milliseconds since midnight; 24:00 is 86,400,000. */
    MILLI_TIME(
            Schema.Type.INT32,
            "io.debezium.time.Time",
            ColumnReader.of(LocalTime.class, Millis::ofDay),
            millis -> Millis.time(((Number) millis).longValue())),
    /** Milliseconds since 1970-01-01 00:00 without a zone; the int64 extremes are -infinity and infinity. */
    MILLI_TIMESTAMP(
            Schema.Type.INT64,
            "io.debezium.time.Timestamp",
            ColumnReader.of(LocalDateTime.class, Millis::of),
            millis -> Millis.timestamp(((Number) millis).longValue())),
    /** A java.util.Date at midnight UTC. */
    CONNECT_DATE(
            Schema.Type.INT32, Date.LOGICAL_NAME, ColumnReader.of(LocalDate.class, Millis::connectDate), Millis::date),
    /** A java.util.Date on 1970-01-01 in UTC. */
    CONNECT_TIME(
            Schema.Type.INT32,
            Time.LOGICAL_NAME,
            ColumnReader.of(LocalTime.class, Millis::connectTime),
            time -> Millis.time(Millis.ofConnect(time))),
    /** A java.util.Date that is the timestamp in UTC. */
    CONNECT_TIMESTAMP(
            Schema.Type.INT64,
            Timestamp.LOGICAL_NAME,
            ColumnReader.of(LocalDateTime.class, Millis::connectTimestamp),
            timestamp -> Millis.timestamp(Millis.ofConnect(timestamp))),
    /** ISO 8601 in UTC with microseconds; infinity, BC and years over 9999 as PostgreSQL reads them. */
    TIMESTAMPTZ(
            Schema.Type.STRING,
            "io.debezium.time.ZonedTimestamp",
            ColumnReader.of(OffsetDateTime.class, TemporalText::zoned)),
    UUID(Schema.Type.STRING, "io.debezium.data.Uuid", ResultSet::getString),
    JSON(Schema.Type.STRING, "io.debezium.data.Json", ResultSet::getString),
    ENUM(Schema.Type.STRING, "io.debezium.data.Enum", ResultSet::getString),
    LITERAL(Schema.Type.STRING, null, ResultSet::getString);

    /** The schema parameter that names the PostgreSQL type where the form does not, upper case. */
    public static final String SOURCE_TYPE = "__debezium.source.column.type";

    private static final Set<WireType> NAMES_TYPE = EnumSet.of(LITERAL, ENUM, BASE64, BASE64_URL_SAFE, HEX, DOUBLE);
    private static final Set<WireType> FROM_TEXT = EnumSet.of(LITERAL, JSON, DECIMAL, VARIABLE_DECIMAL, DOUBLE);

    private static final Map<String, WireType> BY_TYPE_NAME = Map.ofEntries(
            Map.entry("bool", BOOLEAN),
            Map.entry("int2", INT16),
            Map.entry("int4", INT32),
            Map.entry("int8", INT64),
            Map.entry("oid", INT64),
            Map.entry("text", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("bpchar", TEXT),
            Map.entry("bytea", BYTES),
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("timestamp", TIMESTAMP),
            Map.entry("timestamptz", TIMESTAMPTZ),
            Map.entry("uuid", UUID),
            Map.entry("json", JSON),
            Map.entry("jsonb", JSON));

    private final Schema.Type type;
    private final @Nullable String schemaName;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final ColumnReader reader;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Object, String> printer;

    WireType(Schema.Type type, @Nullable String schemaName, ColumnReader reader) {
        this(type, schemaName, reader, Object::toString);
    }

    WireType(Schema.Type type, @Nullable String schemaName, ColumnReader reader, Function<Object, String> printer) {
        this.type = type;
        this.schemaName = schemaName;
        this.reader = reader;
        this.printer = printer;
    }

    /**
     * How values of a built-in type travel, unless another form was chosen.
     *
     * @param typeName {@code pg_type.typname} of the base type (a domain's base), of schema pg_catalog
     */
    public static WireType ofBuiltIn(String typeName) {
        return BY_TYPE_NAME.getOrDefault(typeName, LITERAL);
    }

    /** The pair by a schema's semantic name, null where the name is not one of ours. */
    public static @Nullable WireType ofSchemaName(@Nullable String name) {
        for (WireType wireType : values()) {
            if (wireType.schemaName != null && wireType.schemaName.equals(name)) {
                return wireType;
            }
        }
        return null;
    }

    /** The schema of a column of a type without a modifier. */
    public Schema schema(String typeName, boolean optional) {
        return schema(StoredType.unlimited(typeName), optional);
    }

    /** The schema of a column; names the type where the form alone does not tell it. */
    public Schema schema(StoredType stored, boolean optional) {
        SchemaBuilder schema = bare(stored);
        if (NAMES_TYPE.contains(this)) {
            schema.parameter(SOURCE_TYPE, stored.name().toUpperCase(Locale.ROOT));
        }
        return (optional ? schema.optional() : schema).build();
    }

    SchemaBuilder bare(StoredType stored) {
        SchemaBuilder schema = new SchemaBuilder(type);
        return schemaName == null ? schema : schema.name(schemaName).version(1);
    }

    /** The expression that {@link #reader} wants in the select list for a column expression of this type. */
    public String selected(String expression) {
        return FROM_TEXT.contains(this) ? "(" + expression + ")::pg_catalog.text" : expression;
    }

    /**
     * Reads the column's value in its Connect form, null for NULL.
     *
     * @param schema what {@link #schema} has made for the column
     */
    public ColumnReader reader(Schema schema) {
        return (row, column) -> {
            Object value = reader.read(row, column);
            return value == null || row.wasNull() ? null : value;
        };
    }

    /** A text in the form of values of this type, which must be one of text or bytes. */
    public Object placeholder(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (this) {
            case BYTES -> bytes;
            case BASE64 -> BinaryText.base64(bytes);
            case BASE64_URL_SAFE -> BinaryText.base64UrlSafe(bytes);
            case HEX -> BinaryText.hex(bytes);
            default -> text;
        };
    }

    /** The text that the PostgreSQL type's input function reads back, for a value in its Connect form. */
    public String print(Object value) {
        return printer.apply(value);
    }
}
