package io.golconde.sink.record;

import io.golconde.core.event.Operation;
import io.golconde.core.sql.TableName;
import io.golconde.sink.handler.IncomingChange;
import io.golconde.sink.value.Conversion;
import io.golconde.sink.value.Placeholder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** One record's change for a handler; the documents are read when they are asked for. */
record ChangeOfRecord(
        Operation operation,
        String topic,
        TableName table,
        Documents documents,
        @Nullable Placeholder unavailable) implements IncomingChange {

    @Override
    public Map<String, @Nullable String> key() {
        return texts(documents.key());
    }

    @Override
    public Map<String, @Nullable String> row() {
        return texts(documents.row());
    }

    private Map<String, @Nullable String> texts(@Nullable Object document) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        if (document instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                put(texts, field.name(), field.schema(), value(struct, field));
            }
        } else if (document instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(texts, String.valueOf(name), null, value));
        }
        return texts;
    }

    private static @Nullable Object value(Struct struct, Field field) {
        return field.schema().isOptional() ? struct.getWithoutDefault(field.name()) : struct.get(field);
    }

    private void put(
            Map<String, @Nullable String> texts, String name, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            texts.put(name, null);
        } else if (unavailable == null || !Placeholder.isPossible(schema) || !unavailable.is(value)) {
            texts.put(name, Conversion.toText(schema).checked(value).toString());
        }
    }
}
