package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Sets columns of a row, or of the two rows of an envelope, with a schema or without. */
final class RowSetter {
    private static final int KNOWN_SCHEMAS = 1_000;

    private final Map<String, ColumnSetter> setters;
    private final Cache<Schema, Schema> schemas = new LRUCache<>(KNOWN_SCHEMAS);

    /** @param setters the columns to set, by name */
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
        Struct to = new Struct(changed(from.schema()));
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
        Struct to = new Struct(changed(from.schema()));
        List<Field> columns = to.schema().fields();
        for (Field field : from.schema().fields()) {
            if (!setters.containsKey(field.name())) {
                to.put(columns.get(field.index()), Document.get(from, field));
            }
        }
        setters.forEach((column, setter) -> to.put(column, setter.value().apply(record)));
        return to;
    }

    /** The schema with the columns set: those that it has in their places, the others behind. */
    private Schema changed(Schema schema) {
        Schema known = schemas.get(schema);
        if (known == null) {
            known = Envelope.is(schema) ? envelope(schema) : row(schema);
            schemas.put(schema, known);
        }
        return known;
    }

    private Schema envelope(Schema schema) {
        SchemaBuilder builder = Document.schemaLike(schema);
        for (Field field : schema.fields()) {
            builder.field(field.name(), isImage(field.name()) ? changed(field.schema()) : field.schema());
        }
        return finished(builder, schema);
    }

    private Schema row(Schema schema) {
        SchemaBuilder builder = Document.schemaLike(schema);
        List<ColumnSetter> others = new ArrayList<>(setters.values());
        for (Field field : schema.fields()) {
            ColumnSetter setter = setters.get(field.name());
            builder.field(field.name(), setter == null ? field.schema() : setter.schema());
            others.remove(setter);
        }
        others.forEach(setter -> builder.field(setter.column(), setter.schema()));
        return finished(builder, schema);
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
        setters.forEach((column, setter) -> to.put(column, setter.value().apply(record)));
        return to;
    }

    private static boolean isImage(String field) {
        return field.equals(Envelope.BEFORE) || field.equals(Envelope.AFTER);
    }
}
