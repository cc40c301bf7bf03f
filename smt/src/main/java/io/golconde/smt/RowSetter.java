package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Sets columns of a row, or of the two rows of an envelope, and fields inside its columns; with a schema or without. */
final class RowSetter {
    private static final int KNOWN_SCHEMAS = 1_000;

    /**
     * How rows of one schema are changed.
     *
     * @param schema of the changed rows: the columns set that the row has are in their places, the others behind
     * @param own the columns to set
     * @param inner what sets fields inside columns, by the columns' names
     */
    private record Plan(Schema schema, Map<String, ColumnSetter> own, Map<String, RowSetter> inner) {}

    private final Map<String, ColumnSetter> setters;
    private final Cache<Schema, Plan> plans = new LRUCache<>(KNOWN_SCHEMAS);
    private final Cache<Schema, Schema> envelopes = new LRUCache<>(KNOWN_SCHEMAS);

    /** @param setters the columns to set, by name or path */
    RowSetter(Map<String, ColumnSetter> setters) {
        this.setters = setters;
    }

    Set<String> columns() {
        return setters.keySet();
    }

    SchemaAndValue set(ConnectRecord<?> record) {
        boolean envelope = Document.isEnvelope(record.value());
        if (record.value() instanceof Struct value) {
            Struct changed = envelope ? envelope(value, record) : row(value, record);
            return new SchemaAndValue(changed.schema(), changed);
        }
        Map<?, ?> value = (Map<?, ?>) record.value();
        return new SchemaAndValue(null, envelope ? envelope(value, record) : row(value, record));
    }

    private Struct envelope(Struct from, ConnectRecord<?> record) {
        Struct to = new Struct(envelope(from.schema()));
        List<Field> fields = to.schema().fields();
        for (Field field : from.schema().fields()) {
            Object part = Document.get(from, field);
            to.put(
                    fields.get(field.index()),
                    isImage(field.name()) && part instanceof Struct row ? row(row, record) : part);
        }
        return to;
    }

    private Struct row(Struct from, ConnectRecord<?> record) {
        Plan plan = plan(from.schema());
        Struct to = new Struct(plan.schema);
        List<Field> columns = to.schema().fields();
        for (Field field : from.schema().fields()) {
            RowSetter inner = plan.inner.get(field.name());
            if (inner != null && Document.get(from, field) instanceof Struct part) {
                to.put(columns.get(field.index()), inner.row(part, record));
            } else if (!plan.own.containsKey(field.name())) {
                to.put(columns.get(field.index()), Document.get(from, field));
            }
        }
        plan.own.forEach((column, setter) -> to.put(column, setter.value().apply(record)));
        return to;
    }

    private Plan plan(Schema row) {
        Plan known = plans.get(row);
        if (known == null) {
            Set<String> columns = row.fields().stream().map(Field::name).collect(Collectors.toSet());
            Map<String, ColumnSetter> own = new LinkedHashMap<>(setters);
            Map<String, RowSetter> inner = new LinkedHashMap<>();
            for (Field field : row.fields()) {
                if (field.schema().type() == Schema.Type.STRUCT) {
                    inside(field.name(), columns, own).ifPresent(setter -> inner.put(field.name(), setter));
                }
            }
            known = new Plan(changed(row, own, inner), own, inner);
            plans.put(row, known);
        }
        return known;
    }

    /** What leads into a column is taken out of the setters. */
    private static Optional<RowSetter> inside(String column, Set<?> columns, Map<String, ColumnSetter> own) {
        Map<String, ColumnSetter> inside = own.containsKey(column) ? Map.of() : Paths.inside(column, columns, own);
        inside.keySet().forEach(path -> own.remove(Paths.into(column) + path));
        return inside.isEmpty() ? Optional.empty() : Optional.of(new RowSetter(inside));
    }

    private static Schema changed(Schema row, Map<String, ColumnSetter> own, Map<String, RowSetter> inner) {
        SchemaBuilder builder = Document.schemaLike(row);
        Map<String, ColumnSetter> others = new LinkedHashMap<>(own);
        for (Field field : row.fields()) {
            ColumnSetter setter = others.remove(field.name());
            RowSetter part = inner.get(field.name());
            Schema kept = part == null ? field.schema() : part.plan(field.schema()).schema;
            builder.field(field.name(), setter == null ? kept : setter.schema());
        }
        others.forEach((column, setter) -> builder.field(column, setter.schema()));
        return finished(builder, row);
    }

    private Schema envelope(Schema schema) {
        Schema known = envelopes.get(schema);
        if (known == null) {
            SchemaBuilder builder = Document.schemaLike(schema);
            for (Field field : schema.fields()) {
                builder.field(field.name(), isImage(field.name()) ? plan(field.schema()).schema : field.schema());
            }
            known = finished(builder, schema);
            envelopes.put(schema, known);
        }
        return known;
    }

    private static Schema finished(SchemaBuilder builder, Schema like) {
        return (like.isOptional() ? builder.optional() : builder).build();
    }

    private Map<String, @Nullable Object> envelope(Map<?, ?> from, ConnectRecord<?> record) {
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        from.forEach((name, part) -> to.put(
                name.toString(), isImage(name.toString()) && part instanceof Map<?, ?> row ? row(row, record) : part));
        return to;
    }

    private Map<String, @Nullable Object> row(Map<?, ?> from, ConnectRecord<?> record) {
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        Map<String, ColumnSetter> own = new LinkedHashMap<>(setters);
        from.forEach((name, value) -> {
            Optional<RowSetter> inner =
                    value instanceof Map ? inside(name.toString(), from.keySet(), own) : Optional.empty();
            to.put(name.toString(), inner.isPresent() ? inner.get().row((Map<?, ?>) value, record) : value);
        });
        own.forEach((column, setter) -> to.put(column, setter.value().apply(record)));
        return to;
    }

    private static boolean isImage(String field) {
        return field.equals(Envelope.BEFORE) || field.equals(Envelope.AFTER);
    }
}
