package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Gives columns their new names and values in a key, a row, or the two rows of an envelope, with a schema or without. */
final class RowMapper {
    private static final int KNOWN_SCHEMAS = 1_000;
    private static final int KNOWN_COLUMNS = 10_000;
    private static final Set<String> IMAGES = Set.of(Envelope.BEFORE, Envelope.AFTER);

    private final ColumnNames names;
    private final boolean keepsAll;
    private final String path; // to the column that has these fields; empty where they are columns
    private final Cache<Schema, Projection> projections = new LRUCache<>(KNOWN_SCHEMAS);
    private final Cache<String, Optional<String>> known = new LRUCache<>(KNOWN_COLUMNS);
    private final Cache<Inside, RowMapper> inner = new LRUCache<>(KNOWN_SCHEMAS);

    /** What becomes of the fields inside one column. */
    private record Inside(String column, ColumnNames names) {}

    /** @param keepsAll whether leaving a column out is an error: so it is in the key of a row */
    RowMapper(ColumnNames names, boolean keepsAll) {
        this(names, keepsAll, "");
    }

    private RowMapper(ColumnNames names, boolean keepsAll, String path) {
        this.names = names;
        this.keepsAll = keepsAll;
        this.path = path;
    }

    /** Whether this is something with columns, or nothing. */
    static boolean isRow(@Nullable Schema schema, @Nullable Object value) {
        return value == null || (schema == null ? value instanceof Map : value instanceof Struct);
    }

    /** What {@link #isRow} accepts, with the new names; the same objects where nothing changes. */
    SchemaAndValue map(@Nullable Schema schema, @Nullable Object value, ConnectRecord<?> record) {
        try {
            if (schema != null && schema.type() == Schema.Type.STRUCT) {
                Projection projection = projection(schema, record);
                return new SchemaAndValue(projection.schema(), projection.apply((Struct) value));
            }
            return new SchemaAndValue(schema, value == null ? null : map((Map<?, ?>) value, record));
        } catch (Unfit e) {
            throw refusal(e.only(), record, "another value in " + e.column());
        }
    }

    private Projection projection(Schema schema, ConnectRecord<?> record) {
        Projection known = projections.get(schema);
        if (known != null) {
            return known;
        }
        Projection projection =
                Projection.of(schema, Envelope.is(schema) ? images(schema, record) : columns(schema, record));
        projections.put(schema, projection);
        return projection;
    }

    private List<Projection.Part> images(Schema envelope, ConnectRecord<?> record) {
        List<Projection.Part> parts = new ArrayList<>();
        for (Field field : envelope.fields()) {
            boolean row = IMAGES.contains(field.name()) && field.schema().type() == Schema.Type.STRUCT;
            parts.add(
                    row
                            ? Projection.Part.ofRow(field, projection(field.schema(), record))
                            : Projection.Part.ofColumn(field, field.name(), null));
        }
        return parts;
    }

    private List<Projection.Part> columns(Schema row, ConnectRecord<?> record) {
        Map<String, Field> fields = new LinkedHashMap<>();
        row.fields().forEach(field -> fields.put(field.name(), field));
        List<Projection.Part> parts = new ArrayList<>();
        renamed(fields, record).forEach((name, field) -> parts.add(part(field, name, fields.keySet(), record)));
        return parts;
    }

    private Projection.Part part(Field field, String name, Set<?> columns, ConnectRecord<?> record) {
        ValueChange change = change(name, field.schema().type(), record);
        RowMapper inside = change == null ? inside(field.name(), field, columns) : null;
        return inside == null
                ? Projection.Part.ofColumn(field, name, change)
                : Projection.Part.ofFields(field, name, inside.projection(field.schema(), record));
    }

    /** Null where the column has no fields, or where they all stay as they are. A null may be a column with fields. */
    private @Nullable RowMapper inside(String column, @Nullable Object holder, Set<?> columns) {
        boolean hasFields = holder instanceof Field field
                ? field.schema().type() == Schema.Type.STRUCT
                : holder == null || holder instanceof Map;
        ColumnNames inside = hasFields ? names.inside(column, columns) : null;
        if (inside == null) {
            return null;
        }
        Inside key = new Inside(column, inside);
        RowMapper mapper = inner.get(key);
        if (mapper == null) {
            mapper = new RowMapper(inside, keepsAll, path + Paths.into(column));
            inner.put(key, mapper);
        }
        return mapper;
    }

    private Map<String, ?> map(Map<?, ?> value, ConnectRecord<?> record) {
        if (!Envelope.is(value)) {
            return row(value, record);
        }
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        value.forEach((name, part) -> envelope.put(
                name.toString(), part instanceof Map<?, ?> row && IMAGES.contains(name) ? row(row, record) : part));
        return envelope;
    }

    private Map<String, @Nullable Object> row(Map<?, ?> row, ConnectRecord<?> record) {
        @SuppressWarnings("unchecked") // what is read from a map of anything is an object
        Map<String, @Nullable Object> result = renamed((Map<?, @Nullable Object>) withFields(row, record), record);
        result.replaceAll((name, value) -> {
            ValueChange change = change(name, value == null ? null : typeOf(value), record);
            try {
                return change == null ? value : change.of(value);
            } catch (Unfit e) {
                throw e.in(name);
            }
        });
        return result;
    }

    private Map<?, ?> withFields(Map<?, ?> row, ConnectRecord<?> record) {
        Map<Object, @Nullable Object> changed = null;
        for (Map.Entry<?, ?> column : row.entrySet()) {
            if (column.getValue() instanceof Map<?, ?> fields) {
                String name = column.getKey().toString();
                RowMapper inside = inside(name, fields, row.keySet());
                if (inside != null) {
                    changed = changed == null ? new LinkedHashMap<>(row) : changed;
                    changed.put(column.getKey(), inside.fields(name, fields, record));
                }
            }
        }
        return changed == null ? row : changed;
    }

    private Map<String, @Nullable Object> fields(String column, Map<?, ?> fields, ConnectRecord<?> record) {
        try {
            return row(fields, record);
        } catch (Unfit e) {
            throw e.inside(column);
        }
    }

    private static Schema.Type typeOf(Object value) {
        Schema.Type type = ConnectSchema.schemaType(value.getClass());
        return type == null ? Schema.Type.STRUCT : type;
    }

    /** @param type null where there is only a null */
    private @Nullable ValueChange change(String column, Schema.@Nullable Type type, ConnectRecord<?> record) {
        ValueChange change = names.value(column);
        if (change != null && keepsAll && !change.isFitForKeys()) {
            throw refusal("columns outside the key", record, path + column + " in the key");
        }
        if (change != null && type != null && !change.accepts(type)) {
            throw refusal(change.accepted(), record, path + column + " of type " + type);
        }
        return change;
    }

    private <V> Map<String, V> renamed(Map<?, V> row, ConnectRecord<?> record) {
        Map<String, V> renamed = new LinkedHashMap<>();
        for (Map.Entry<?, V> column : row.entrySet()) {
            String name = after(column.getKey().toString());
            if (name == null && inside(column.getKey().toString(), column.getValue(), row.keySet()) != null) {
                name = column.getKey().toString();
            }
            if (name == null && keepsAll) {
                throw refusal("columns outside the key", record, path + column.getKey() + " in the key");
            }
            if (name != null && renamed.containsKey(name)) {
                throw refusal("a new name that no other column has", record, path + name);
            }
            if (name != null) {
                renamed.put(name, column.getValue());
            }
        }
        if (renamed.isEmpty() && !row.isEmpty()) {
            throw refusal("rows that keep a column", record, columns(row));
        }
        return renamed;
    }

    /** Maps come without a schema by which all their names could be known at once. */
    private @Nullable String after(String column) {
        Optional<String> name = known.get(column);
        if (name == null) {
            name = Optional.ofNullable(names.after(column));
            known.put(column, name);
        }
        return name.orElse(null);
    }

    private static String columns(Map<?, ?> row) {
        return row.keySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private DataException refusal(String only, ConnectRecord<?> record, String found) {
        String purpose = names.setting() + " on " + SourceTable.of(record);
        return new DataException("Only " + only + " for [" + purpose + "], found: " + found);
    }
}
