package io.golconde.sink.record;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Tells by what Connect's converters made of a record that they are not those with which it was written. */
final class ConverterHint {
    private static final String SCHEMA = "schema"; // the names in the JSON of Kafka's JsonConverter
    private static final String PAYLOAD = "payload";

    private ConverterHint() {}

    /** What to set, to stand behind the reason why the record cannot be applied; "" where nothing is suspicious. */
    static String of(SinkRecord record) {
        return of("value.converter", record.value()) + of("key.converter", record.key());
    }

    /** Whether it is the JSON of a value and its schema, which a converter that takes schemas would have read as one. */
    static boolean isUnread(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && map.size() == 2
                && map.containsKey(PAYLOAD)
                && map.get(SCHEMA) instanceof Map<?, ?> schema
                && schema.containsKey("type");
    }

    private static String of(String setting, @Nullable Object value) {
        if (isUnread(value)) {
            return ". It is JSON with its schema: set " + setting + ".schemas.enable=true";
        }
        boolean isJson = value instanceof String text && text.startsWith("{");
        boolean isBytes = value instanceof byte[] || value instanceof ByteBuffer;
        return isJson || isBytes
                ? ". " + setting + " has read it as " + (isJson ? "text" : "bytes")
                        + ": set it to the converter with which it was written, such as"
                        + " org.apache.kafka.connect.json.JsonConverter"
                : "";
    }
}
