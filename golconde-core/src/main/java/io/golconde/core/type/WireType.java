package io.golconde.core.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The table of pairs PostgreSQL type and Connect schema. Semantic names are Debezium's, so that its ecosystem reads
 * them; whatever has no better form travels as {@link #LITERAL}: text that the type's input function reads back
 * exactly, marked with the name of the type.
 */
public enum WireType {
    BOOLEAN(Schema.Type.BOOLEAN, null) {
        @Override
        Object readValue(ResultSet row, int column) throws SQLException {
            return row.getBoolean(column);
        }
    },
    INT16(Schema.Type.INT16, null) {
        @Override
        Object readValue(ResultSet row, int column) throws SQLException {
            return row.getShort(column);
        }
    },
    INT32(Schema.Type.INT32, null) {
        @Override
        Object readValue(ResultSet row, int column) throws SQLException {
            return row.getInt(column);
        }
    },
    INT64(Schema.Type.INT64, null) {
        @Override
        Object readValue(ResultSet row, int column) throws SQLException {
            return row.getLong(column);
        }
    },
    TEXT(Schema.Type.STRING, null),
    BYTES(Schema.Type.BYTES, null) {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            return row.getBytes(column);
        }
    },
    /** Bytes in base64, for who asks for text. */
    BASE64(Schema.Type.STRING, "io.golconde.data.Base64") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : BinaryText.base64(bytes);
        }

        @Override
        public String print(Object value) {
            return BinaryText.ofBase64(value);
        }
    },
    /** The same in the alphabet that is safe in URLs. */
    BASE64_URL_SAFE(Schema.Type.STRING, "io.golconde.data.Base64UrlSafe") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : BinaryText.base64UrlSafe(bytes);
        }

        @Override
        public String print(Object value) {
            return BinaryText.ofBase64UrlSafe(value);
        }
    },
    /** Bytes in hex digits; the schema's name tells them from base64. */
    HEX(Schema.Type.STRING, "io.golconde.data.Hex") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : BinaryText.hex(bytes);
        }

        @Override
        public String print(Object value) {
            return BinaryText.ofHex(value);
        }
    },
    /** Days since 1970-01-01; the int32 extremes are -infinity and infinity. */
    DATE(Schema.Type.INT32, "io.debezium.time.Date") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            LocalDate date = row.getObject(column, LocalDate.class);
            return date == null ? null : TemporalText.days(date);
        }

        @Override
        public String print(Object value) {
            return TemporalText.date((Integer) value);
        }
    },
    /** Microseconds since midnight; 24:00 is 86,400,000,000. */
    TIME(Schema.Type.INT64, "io.debezium.time.MicroTime") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            LocalTime time = row.getObject(column, LocalTime.class);
            return time == null ? null : TemporalText.microsOfDay(time);
        }

        @Override
        public String print(Object value) {
            return TemporalText.time((Long) value);
        }
    },
    /** Microseconds since 1970-01-01 00:00 without a zone; the int64 extremes are -infinity and infinity. */
    TIMESTAMP(Schema.Type.INT64, "io.debezium.time.MicroTimestamp") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            LocalDateTime timestamp = row.getObject(column, LocalDateTime.class);
            return timestamp == null ? null : TemporalText.micros(timestamp);
        }

        @Override
        public String print(Object value) {
            return TemporalText.timestamp((Long) value);
        }
    },
    /** ISO 8601 in UTC with microseconds; infinity, BC and years over 9999 as PostgreSQL reads them. */
    TIMESTAMPTZ(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp") {
        @Override
        @Nullable
        Object readValue(ResultSet row, int column) throws SQLException {
            OffsetDateTime timestamp = row.getObject(column, OffsetDateTime.class);
            return timestamp == null ? null : TemporalText.zoned(timestamp);
        }
    },
    UUID(Schema.Type.STRING, "io.debezium.data.Uuid"),
    JSON(Schema.Type.STRING, "io.debezium.data.Json"),
    ENUM(Schema.Type.STRING, "io.debezium.data.Enum"),
    LITERAL(Schema.Type.STRING, null);

    /** The schema parameter that names the PostgreSQL type where the form does not, upper case. */
    public static final String SOURCE_TYPE = "__debezium.source.column.type";

    private static final Set<WireType> NAMES_TYPE = EnumSet.of(LITERAL, ENUM, BASE64, BASE64_URL_SAFE, HEX);

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

    WireType(Schema.Type type, @Nullable String schemaName) {
        this.type = type;
        this.schemaName = schemaName;
    }

    /**
     * How values of a built-in type travel.
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

    /**
     * The schema of a column.
     *
     * @param typeName {@code pg_type.typname}, recorded where the form alone does not tell it
     */
    public Schema schema(String typeName, boolean optional) {
        SchemaBuilder schema = new SchemaBuilder(type);
        if (schemaName != null) {
            schema.name(schemaName).version(1);
        }
        if (NAMES_TYPE.contains(this)) {
            schema.parameter(SOURCE_TYPE, typeName.toUpperCase(Locale.ROOT));
        }
        return (optional ? schema.optional() : schema).build();
    }

    /** The expression that {@link #read} wants in the select list for a column expression of this type. */
    public String selected(String expression) {
        return this == LITERAL || this == JSON ? "(" + expression + ")::pg_catalog.text" : expression;
    }

    /** The column's value in its Connect form, null for NULL. */
    public @Nullable Object read(ResultSet row, int column) throws SQLException {
        Object value = readValue(row, column);
        return value == null || row.wasNull() ? null : value;
    }

    @Nullable
    Object readValue(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    /** The text that the PostgreSQL type's input function reads back, for a value in its Connect form. */
    public String print(Object value) {
        return value.toString();
    }
}
