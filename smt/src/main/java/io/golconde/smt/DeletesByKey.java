package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.event.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes the value of a delete out of that of a write with the same key. A flat one is null. An envelope keeps its row
 * before; where it has none that row is the columns of the key.
 */
final class DeletesByKey {
    private static final int KNOWN_SCHEMAS = 1_000;

    private final Cache<Keyed, Schema> schemas = new LRUCache<>(KNOWN_SCHEMAS);

    SchemaAndValue insteadOf(ConnectRecord<?> record) {
        if (!Document.isEnvelope(record.value())) {
            return SchemaAndValue.NULL;
        }
        if (record.value() instanceof Struct write) {
            Struct delete = delete(write, record);
            return new SchemaAndValue(delete.schema(), delete);
        }
        return new SchemaAndValue(null, delete((Map<?, ?>) record.value(), record.key()));
    }

    private Struct delete(Struct write, ConnectRecord<?> record) {
        Object before = Document.get(write, Envelope.BEFORE);
        Schema schema = before == null ? schema(write.schema(), record.keySchema()) : write.schema();
        Struct delete = new Struct(schema);
        for (Field field : write.schema().fields()) {
            if (!field.name().equals(Envelope.AFTER)) {
                delete.put(field.name(), Document.get(write, field));
            }
        }
        if (before == null) {
            delete.put(Envelope.BEFORE, row(schema.field(Envelope.BEFORE).schema(), record.key()));
        }
        return delete.put(Envelope.OP, Operation.DELETE.code());
    }

    private static @Nullable Struct row(Schema schema, Object key) {
        if (!(key instanceof Struct columns)) {
            return null;
        }
        Struct row = new Struct(schema);
        for (Field column : columns.schema().fields()) {
            if (schema.field(column.name()) != null) {
                row.put(column.name(), Document.get(columns, column));
            }
        }
        return row;
    }

    private static Map<String, @Nullable Object> delete(Map<?, ?> write, Object key) {
        Map<String, @Nullable Object> delete = new LinkedHashMap<>();
        write.forEach((name, part) -> delete.put(name.toString(), part));
        if (delete.get(Envelope.BEFORE) == null) {
            delete.put(Envelope.BEFORE, key instanceof Map<?, ?> ? key : null);
        }
        delete.put(Envelope.AFTER, null);
        delete.put(Envelope.OP, Operation.DELETE.code());
        return delete;
    }

    /** The envelope's schema; the columns of its rows that the key has not need no value there. */
    private Schema schema(Schema envelope, @Nullable Schema key) {
        Keyed keyed = new Keyed(envelope, key);
        Schema known = schemas.get(keyed);
        if (known == null) {
            Schema row = envelope.field(Envelope.BEFORE).schema();
            Schema relaxed = with(
                    row,
                    column -> key == null || key.field(column.name()) == null
                            ? Document.optional(column.schema())
                            : column.schema());
            known = with(envelope, part -> part.schema() == row ? relaxed : part.schema());
            schemas.put(keyed, known);
        }
        return known;
    }

    private static Schema with(Schema struct, Function<Field, Schema> change) {
        if (struct.fields().stream().allMatch(field -> change.apply(field) == field.schema())) {
            return struct;
        }
        SchemaBuilder builder = Document.schemaLike(struct);
        struct.fields().forEach(field -> builder.field(field.name(), change.apply(field)));
        return (struct.isOptional() ? builder.optional() : builder).build();
    }

    /** What decides the schema of a delete. */
    private record Keyed(Schema envelope, @Nullable Schema key) {}
}
