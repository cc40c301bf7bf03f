package io.golconde.smt;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * How structs of one schema become structs of another, worked out once per schema. The schema keeps its name, version,
 * documentation, parameters and whether it is optional.
 */
final class Projection {
    private final Schema schema;
    private final Step[] steps;

    private Projection(Schema schema, Step... steps) {
        this.schema = schema;
        this.steps = steps;
    }

    /**
     * A field that goes on.
     *
     * @param name its name from now on
     * @param inner what becomes of the struct in it, null where its value stays as it is
     */
    record Part(Field from, String name, @Nullable Projection inner) {
        boolean changesNothing() {
            return from.name().equals(name) && (inner == null || inner.changesNothing());
        }

        Schema schema() {
            return inner == null ? from.schema() : inner.schema();
        }
    }

    /** One value's way. */
    private record Step(Field from, Field to, @Nullable Projection inner) {
        void take(Struct source, Struct target) {
            Object value = Document.get(source, from);
            target.put(to, inner == null ? value : inner.apply((Struct) value));
        }
    }

    static Projection of(Schema source, List<Part> parts) {
        if (parts.size() == source.fields().size() && parts.stream().allMatch(Part::changesNothing)) {
            return new Projection(source);
        }
        SchemaBuilder builder = Document.schemaLike(source);
        parts.forEach(part -> builder.field(part.name(), part.schema()));
        Schema schema = (source.isOptional() ? builder.optional() : builder).build();
        return new Projection(
                schema,
                parts.stream()
                        .map(part -> new Step(part.from(), schema.field(part.name()), part.inner()))
                        .toArray(Step[]::new));
    }

    Schema schema() {
        return schema;
    }

    boolean changesNothing() {
        return steps.length == 0;
    }

    @Nullable
    Struct apply(@Nullable Struct source) {
        if (source == null || changesNothing()) {
            return source;
        }
        Struct target = new Struct(schema);
        for (Step step : steps) {
            step.take(source, target);
        }
        return target;
    }
}
