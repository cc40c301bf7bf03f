package io.golconde.sink.record;

import io.golconde.core.envelope.Envelope;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Structs and schemaless maps, asked the same way. */
final class Document {
    /** The name of the only value of a key that is neither struct nor map. */
    static final String SOLE = "";

    private Document() {}

    /** A record's key as a document, null where there is none. */
    static @Nullable Object ofKey(@Nullable Object key) {
        return key == null || is(key) ? key : Map.of(SOLE, key);
    }

    static boolean is(@Nullable Object value) {
        return value instanceof Struct || value instanceof Map;
    }

    static boolean isEnvelope(@Nullable Object value) {
        return value instanceof Struct struct
                ? Envelope.is(struct.schema())
                : value instanceof Map<?, ?> map && Envelope.is(map);
    }

    /** The value under a name, null where there is none. */
    static @Nullable Object get(@Nullable Object document, String name) {
        if (document instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        return document instanceof Map<?, ?> map ? map.get(name) : null;
    }

    static boolean has(@Nullable Object document, String name) {
        return document instanceof Struct struct
                ? struct.schema().field(name) != null
                : document instanceof Map<?, ?> map && map.containsKey(name);
    }

    static @Nullable String text(@Nullable Object document, String name) {
        return get(document, name) instanceof String text ? text : null;
    }

    static @Nullable Long number(@Nullable Object document, String name) {
        return get(document, name) instanceof Number number ? number.longValue() : null;
    }

    /** What decides which values there are and how they are read: equal for documents that can be read the same way. */
    static Object shape(@Nullable Object document) {
        if (document instanceof Struct struct) {
            return struct.schema();
        }
        return document instanceof Map<?, ?> map ? map.keySet() : Set.of();
    }

    /** The names of the values. */
    static Set<String> names(@Nullable Object document) {
        if (document instanceof Struct struct) {
            return struct.schema().fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        }
        return document instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
