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

    /** How a value becomes another. */
    @FunctionalInterface
    interface Change {
        @Nullable
        Object of(@Nullable Object value);
    }

    /**
     * A field that goes on.
     *
     * @param name its name from now on
     * @param schema its values' schema from now on
     * @param change what becomes of its values, null where they stay as they are
     */
    record Part(
            Field from,
            String name,
            Schema schema,
            @Nullable Change change) {
        static Part ofColumn(Field from, String name, @Nullable ValueChange change) {
            return change == null
                    ? new Part(from, name, from.schema(), null)
                    : new Part(from, name, change.schema(from.schema()), change.on(from.schema())::of);
        }

        static Part ofRow(Field from, Projection inner) {
            return inner.changesNothing()
                    ? new Part(from, from.name(), from.schema(), null)
                    : new Part(from, from.name(), inner.schema(), row -> inner.apply((Struct) row));
        }

        /** A column that has fields of its own. */
        static Part ofFields(Field from, String name, Projection inner) {
            return inner.changesNothing()
                    ? new Part(from, name, from.schema(), null)
                    : new Part(from, name, inner.schema(), fields -> inner.applyInside(name, (Struct) fields));
        }

        boolean changesNothing() {
            return from.name().equals(name) && change == null;
        }
    }

    /** One value's way. */
    private record Step(Field from, Field to, @Nullable Change change) {
        void take(Struct source, Struct target) {
            Object value = Document.get(source, from);
            target.put(to, change == null ? value : changed(change, value));
        }

        private @Nullable Object changed(Change change, @Nullable Object value) {
            try {
                return change.of(value);
            } catch (Unfit e) {
                throw e.in(to.name());
            }
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
                        .map(part -> new Step(part.from(), schema.field(part.name()), part.change()))
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

    private @Nullable Struct applyInside(String column, @Nullable Struct fields) {
        try {
            return apply(fields);
        } catch (Unfit e) {
            throw e.inside(column);
        }
    }
}
