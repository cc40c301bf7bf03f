package io.golconde.sink.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Structs, maps, lists and plain values as JSON text (RFC 8259), bytes as base64. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        JsonText json = new JsonText();
        json.value(value);
        return json.text.toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof Struct struct) {
            object(struct);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> values) {
            array(values);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            string(Base64.getEncoder().encodeToString(Bytes.of(value)));
        } else if (value instanceof BigDecimal decimal) {
            text.append(decimal.toPlainString());
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void object(Struct struct) {
        char before = '{';
        for (Field field : struct.schema().fields()) {
            text.append(before);
            member(field.name(), struct.getWithoutDefault(field.name()));
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void object(Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(before);
            member(String.valueOf(entry.getKey()), entry.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void member(String name, @Nullable Object value) {
        string(name);
        text.append(':');
        value(value);
    }

    private void array(Collection<?> values) {
        char before = '[';
        for (Object value : values) {
            text.append(before);
            value(value);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
