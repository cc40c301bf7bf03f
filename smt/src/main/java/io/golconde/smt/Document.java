package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Structs and the maps of schemaless records, asked the same way. */
final class Document {
    private Document() {}

    /** The value under a name, null where there is none. */
    static @Nullable Object get(@Nullable Object document, String name) {
        if (document instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : get(struct, field);
        }
        return document instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** The value as it is; {@code Struct.get} would turn a null into the default of an optional field. */
    static @Nullable Object get(Struct struct, Field field) {
        Schema schema = field.schema();
        return schema.isOptional() && schema.defaultValue() != null
                ? struct.getWithoutDefault(field.name())
                : struct.get(field);
    }

    static boolean isEnvelope(@Nullable Object value) {
        return value instanceof Struct struct
                ? Envelope.is(struct.schema())
                : value instanceof Map<?, ?> map && Envelope.is(map);
    }

    /** A schema like this one, without fields and not optional: name, version, documentation and parameters are kept. */
    static SchemaBuilder schemaLike(Schema schema) {
        return like(schema, new SchemaBuilder(schema.type()));
    }

    private static SchemaBuilder like(Schema schema, SchemaBuilder builder) {
        builder.name(schema.name()).version(schema.version()).doc(schema.doc());
        return schema.parameters() == null ? builder : builder.parameters(schema.parameters());
    }

    /** A schema like this one for values that may be absent; the same where they may be already. */
    static Schema optional(Schema schema) {
        if (schema.isOptional() || schema.defaultValue() != null) {
            return schema;
        }
        SchemaBuilder builder = switch (schema.type()) {
            case ARRAY -> SchemaBuilder.array(schema.valueSchema());
            case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
            default -> new SchemaBuilder(schema.type());
        };
        if (schema.type() == Schema.Type.STRUCT) {
            schema.fields().forEach(field -> builder.field(field.name(), field.schema()));
        }
        return like(schema, builder).optional().build();
    }
}
