package io.golconde.sink.value;

import io.golconde.core.type.WireType;
import io.golconde.sink.statement.ArrayForm;
import io.golconde.sink.statement.ColumnType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** From plain values, whatever their class, to what a target type's array holds. */
final class TargetForm {
    private static final Map<ArrayForm, Schema.Type> ALIKE = Map.of(
            ArrayForm.BOOL, Schema.Type.BOOLEAN,
            ArrayForm.INT2, Schema.Type.INT16,
            ArrayForm.INT4, Schema.Type.INT32,
            ArrayForm.INT8, Schema.Type.INT64,
            ArrayForm.FLOAT4, Schema.Type.FLOAT32,
            ArrayForm.FLOAT8, Schema.Type.FLOAT64,
            ArrayForm.TEXT, Schema.Type.STRING);

    private TargetForm() {}

    static Conversion of(ColumnType target) {
        return switch (target.form()) {
            case BOOL -> Numbers::bool;
            case INT2 -> Numbers::int2;
            case INT4 -> Numbers::int4;
            case INT8 -> Numbers::int8;
            case FLOAT4 -> Numbers::float4;
            case FLOAT8 -> Numbers::float8;
            case BYTEA -> Bytes::of;
            case TEXT -> target.element() == null ? text(target) : ArrayLiteral.of(null, target);
        };
    }

    /** Whether values of a schema's type need no conversion. */
    static boolean takes(Schema.Type source, ColumnType target) {
        return ALIKE.get(target.form()) == source && !target.builtInName().equals("uuid");
    }

    private static Conversion text(ColumnType target) {
        return switch (target.builtInName()) {
            case "uuid" -> TargetForm::uuid;
            case "json", "jsonb" -> value -> value instanceof String text ? text : JsonText.of(value);
            case "bit", "varbit" -> value -> value instanceof Boolean set ? (set ? "1" : "0") : text(value);
            case "date" -> numberAs(WireType.DATE);
            case "time" -> numberAs(WireType.TIME);
            case "timestamp", "timestamptz" -> numberAs(WireType.TIMESTAMP);
            default -> target.name().name().equals("hstore") ? TargetForm::hstore : TargetForm::text;
        };
    }

    /** A number without a meaning of its own, as JSON without a schema leaves it, is in the unit of our own records. */
    private static Conversion numberAs(WireType wireType) {
        return value -> {
            if (!(value instanceof Number number)) {
                return text(value);
            }
            long count = Numbers.int8(number);
            return wireType == WireType.DATE ? wireType.print(Math.toIntExact(count)) : wireType.print(count);
        };
    }

    /** One spelling for each value, since it may be a key. */
    private static String uuid(Object value) {
        String text = text(value).toLowerCase(Locale.ROOT);
        if (text.length() == 36) {
            return text;
        }
        String digits = text.replaceAll("[{}-]", "");
        return digits.length() == 32 ? digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5") : text;
    }

    /** As the extension hstore's manual has it; a type of that name takes no JSON. */
    private static String hstore(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return text(value);
        }
        return map.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + "=>" + quoted(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String quoted(@Nullable Object value) {
        return value == null
                ? "NULL"
                : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The text of a plain value, as the input function of whatever type reads it. */
    static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return Bytes.hex(Bytes.of(value));
        }
        if (value instanceof Map || value instanceof Collection || value instanceof Struct) {
            return JsonText.of(value);
        }
        return value.toString();
    }
}
