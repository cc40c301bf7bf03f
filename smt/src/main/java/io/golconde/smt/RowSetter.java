package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.HashMap;
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
     * @param parts what sets fields inside columns, by the columns' names
     */
    private record Plan(Schema schema, Map<String, ColumnSetter> own, Map<String, RowSetter> parts) {}

    /** Paths into a column, as they are called from there on. */
    private record Inside(String column, Set<String> paths) {}

    private final Map<String, ColumnSetter> setters;
    private final boolean hasPaths;
    private final Map<Inside, RowSetter> inner = new HashMap<>();
    private final Cache<Schema, Plan> plans = new LRUCache<>(KNOWN_SCHEMAS);
    private final Cache<Schema, Schema> envelopes = new LRUCache<>(KNOWN_SCHEMAS);

    /** @param setters the columns to set, by name or path */
    RowSetter(Map<String, ColumnSetter> setters) {
        this.setters = setters;
        this.hasPaths = setters.keySet().stream().anyMatch(name -> name.contains("."));
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
            RowSetter part = plan.parts.get(field.name());
            if (part != null && Document.get(from, field) instanceof Struct fields) {
                to.put(columns.get(field.index()), part.row(fields, record));
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
            Map<String, RowSetter> parts = new LinkedHashMap<>();
            for (Field field : row.fields()) {
                if (field.schema().type() == Schema.Type.STRUCT) {
                    inside(field.name(), columns, own).ifPresent(setter -> parts.put(field.name(), setter));
                }
            }
            known = new Plan(changed(row, own, parts), own, parts);
            plans.put(row, known);
        }
        return known;
    }

    /** What leads into a column is taken out of the setters. */
    private Optional<RowSetter> inside(String column, Set<?> columns, Map<String, ColumnSetter> own) {
        Map<String, ColumnSetter> inside = own.containsKey(column) ? Map.of() : Paths.inside(column, columns, own);
        inside.keySet().forEach(path -> own.remove(Paths.into(column) + path));
        return inside.isEmpty()
                ? Optional.empty()
                : Optional.of(inner.computeIfAbsent(
                        new Inside(column, Set.copyOf(inside.keySet())), key -> new RowSetter(inside)));
    }

    private static Schema changed(Schema row, Map<String, ColumnSetter> own, Map<String, RowSetter> parts) {
        SchemaBuilder builder = Document.schemaLike(row);
        Map<String, ColumnSetter> others = new LinkedHashMap<>(own);
        for (Field field : row.fields()) {
            ColumnSetter setter = others.remove(field.name());
            RowSetter part = parts.get(field.name());
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
        from.forEach((name, value) -> to.put(name.toString(), value));
        Map<String, ColumnSetter> own = hasPaths ? setFields(to, record) : setters;
        own.forEach((column, setter) -> to.put(column, setter.value().apply(record)));
        return to;
    }

    /** Sets what paths lead to; gives what is left to be set. */
    private Map<String, ColumnSetter> setFields(Map<String, @Nullable Object> row, ConnectRecord<?> record) {
        Map<String, ColumnSetter> own = new LinkedHashMap<>(setters);
        row.replaceAll((name, value) -> value instanceof Map<?, ?> fields
                ? inside(name, row.keySet(), own)
                        .<Object>map(setter -> setter.row(fields, record))
                        .orElse(fields)
                : value);
        return own;
    }

    private static boolean isImage(String field) {
        return field.equals(Envelope.BEFORE) || field.equals(Envelope.AFTER);
    }
}
