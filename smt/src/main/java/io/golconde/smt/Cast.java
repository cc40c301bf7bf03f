package io.golconde.smt;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of one type of those of another.
 *
 * @param from how the values travel if they are points in time
 * @param bare whether they travel without a schema, where what has no form of its own is text
 */
record Cast(CastTarget target, MomentText text, @Nullable Moment from, boolean bare) implements ValueChange {
    /** For values without a schema. */
    Cast(CastTarget target, MomentText text) {
        this(target, text, null, true);
    }

    @Override
    public ValueChange on(Schema schema) {
        return new Cast(target, text, Moment.of(schema), false);
    }

    @Override
    public boolean isFitForKeys() {
        return target.keepsDifferences() && !(target instanceof CastTarget.Text && text.format() != null);
    }

    @Override
    public boolean accepts(Schema.Type type) {
        return type.isPrimitive() || type == Schema.Type.STRUCT; // Debezium's decimal with its scale
    }

    @Override
    public String accepted() {
        return "columns with one value";
    }

    @Override
    public Schema schema(Schema old) {
        SchemaBuilder schema = target.schema();
        return (old.isOptional() ? schema.optional() : schema).build();
    }

    @Override
    public @Nullable Object of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object cast = target.cast(from == null ? value : from.read(value), text);
        return bare ? target.bare(cast) : target.wire(cast);
    }
}
