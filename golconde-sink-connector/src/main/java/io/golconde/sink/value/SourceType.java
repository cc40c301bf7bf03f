package io.golconde.sink.value;

import static java.util.Map.entry;

import io.golconde.core.type.WireType;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The PostgreSQL type that a schema comes from, as far as it tells.
 *
 * <p>Source of the meanings: the Debezium PostgreSQL connector's documentation, "Data type mappings".
 */
public final class SourceType {
    private static final Map<String, String> BY_SCHEMA_NAME = Map.ofEntries(
            entry(Date.LOGICAL_NAME, "date"),
            entry("io.debezium.time.Date", "date"),
            entry(Time.LOGICAL_NAME, "time"),
            entry("io.debezium.time.Time", "time"),
            entry("io.debezium.time.MicroTime", "time"),
            entry("io.debezium.time.NanoTime", "time"),
            entry("io.debezium.time.ZonedTime", "timetz"),
            entry(Timestamp.LOGICAL_NAME, "timestamp"),
            entry("io.debezium.time.Timestamp", "timestamp"),
            entry("io.debezium.time.MicroTimestamp", "timestamp"),
            entry("io.debezium.time.NanoTimestamp", "timestamp"),
            entry("io.debezium.time.ZonedTimestamp", "timestamptz"),
            entry("io.debezium.time.Interval", "interval"),
            entry("io.debezium.time.MicroDuration", "interval"),
            entry(Decimal.LOGICAL_NAME, "numeric"),
            entry("io.debezium.data.VariableScaleDecimal", "numeric"),
            entry("io.debezium.data.Bits", "varbit"),
            entry("io.debezium.data.Json", "jsonb"),
            entry("io.debezium.data.Xml", "xml"),
            entry("io.debezium.data.Uuid", "uuid"),
            entry("io.debezium.data.geometry.Point", "point"));

    private SourceType() {}

    /** The type's {@code typname}: what the source has noted, or else what takes the schema's values. */
    public static String nameOf(Schema schema) {
        String noted = schema.parameters() == null ? null : schema.parameters().get(WireType.SOURCE_TYPE);
        if (noted != null) {
            return noted.toLowerCase(Locale.ROOT);
        }
        String named = schema.name() == null ? null : BY_SCHEMA_NAME.get(schema.name());
        return named == null ? ofValues(schema) : named;
    }

    private static String ofValues(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16 -> "int2";
            case INT32 -> "int4";
            case INT64 -> "int8";
            case FLOAT32 -> "float4";
            case FLOAT64 -> "float8";
            case BOOLEAN -> "bool";
            case STRING -> "text";
            case BYTES -> "bytea";
            case ARRAY -> ofElements(nameOf(schema.valueSchema()));
            case MAP, STRUCT -> "jsonb";
        };
    }

    /** Lists in lists are one array of several dimensions. */
    private static String ofElements(String element) {
        return element.startsWith("_") ? element : '_' + element;
    }
}
