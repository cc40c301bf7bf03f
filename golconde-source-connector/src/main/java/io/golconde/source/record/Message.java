package io.golconde.source.record;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.QueuedChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * What an application put into the queue with {@code golconde.enqueue}. The queue has it as a row of a table that is none:
 * topic, key, payload, headers.
 *
 * @param payload JSON; null for a tombstone
 * @param headers in order; the values may be null
 */
record Message(String topic, @Nullable String key, @Nullable String payload, Map<String, @Nullable String> headers) {
    private static final Schema PAYLOAD = WireType.JSON.schema("jsonb", false);

    static Message of(QueuedChange change) {
        Row row = ((RowChange.Write) change.change()).row();
        return new Message(
                Objects.requireNonNull((String) row.value(0)),
                (String) row.value(1),
                (String) row.value(2),
                headers((String) row.value(3)));
    }

    SchemaAndValue recordKey() {
        return key == null ? SchemaAndValue.NULL : new SchemaAndValue(Schema.STRING_SCHEMA, key);
    }

    SchemaAndValue recordValue() {
        return payload == null ? SchemaAndValue.NULL : new SchemaAndValue(PAYLOAD, payload);
    }

    private static Map<String, @Nullable String> headers(@Nullable String text) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        if (text != null) {
            for (String header : text.split(",", -1)) {
                int name = header.indexOf('=');
                headers.put(
                        decoded(name < 0 ? header : header.substring(0, name)),
                        name < 0 ? null : decoded(header.substring(name + 1)));
            }
        }
        return headers;
    }

    private static String decoded(String text) {
        return text.replace("%2C", ",").replace("%3D", "=").replace("%25", "%");
    }
}
