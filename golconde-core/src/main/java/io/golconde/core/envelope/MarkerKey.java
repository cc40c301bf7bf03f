package io.golconde.core.envelope;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record that is about a whole table or queue and not about one row. It has a key at all because compacted
 * topics refuse records without one.
 */
public final class MarkerKey {
    public static final String SCHEMA_NAME = "io.golconde.MarkerKey";
    public static final String KIND = "golconde_marker";
    public static final String TRUNCATE = "truncate";
    public static final String HEARTBEAT = "heartbeat";
    /** With {@link EndMarker} as its value. */
    public static final String END = "end";
    /** With {@link CommandMarker} as its value. */
    public static final String COMMAND = "command";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name(SCHEMA_NAME)
            .version(1)
            .field(KIND, Schema.STRING_SCHEMA)
            .build();

    private MarkerKey() {}

    public static Struct of(String kind) {
        return new Struct(SCHEMA).put(KIND, kind);
    }

    /** The marker's kind, null where the key is a row's. */
    public static @Nullable String kind(@Nullable Object key) {
        if (key instanceof Struct struct && SCHEMA_NAME.equals(struct.schema().name())) {
            return struct.getString(KIND);
        }
        if (key instanceof Map<?, ?> map && map.size() == 1 && map.get(KIND) instanceof String kind) {
            return kind;
        }
        return null;
    }
}
