package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Takes rows out of envelopes, with fields about the change behind their columns.
 *
 * @param marks whether the last field says if the row was deleted
 */
record FlatRows(List<EnvelopeField> added, boolean marks, Cache<Schema, Target> targets) {
    private static final int KNOWN_SCHEMAS = 1_000;

    /** A schema of flat rows, and the columns that it begins with. */
    record Target(Schema schema, List<Field> columns) {}

    FlatRows(List<EnvelopeField> added, boolean marks) {
        this(added, marks, new LRUCache<>(KNOWN_SCHEMAS));
    }

    SchemaAndValue row(ConnectRecord<?> record, boolean deleted) {
        String image = deleted ? Envelope.BEFORE : Envelope.AFTER;
        if (Document.get(record.value(), image) instanceof Struct row) {
            Struct flat = struct(row, record, deleted);
            return new SchemaAndValue(flat.schema(), flat);
        }
        if (Document.get(record.value(), image) instanceof Map<?, ?> row) {
            return new SchemaAndValue(null, map(row, record, deleted));
        }
        throw new DataException(
                "Only envelopes with a row in " + image + " for [rows of " + SourceTable.of(record) + "], found none");
    }

    private Struct struct(Struct row, ConnectRecord<?> record, boolean deleted) {
        Target target = target(((Struct) record.value()).schema(), row.schema(), record);
        Struct flat = new Struct(target.schema());
        List<Field> fields = target.schema().fields();
        int next = 0;
        for (Field column : target.columns()) {
            flat.put(fields.get(next++), Document.get(row, column));
        }
        for (EnvelopeField field : added) {
            flat.put(fields.get(next++), field.in(record));
        }
        return marks ? flat.put(fields.get(next), Boolean.toString(deleted)) : flat;
    }

    private Target target(Schema envelope, Schema row, ConnectRecord<?> record) {
        Target known = targets.get(envelope);
        if (known != null) {
            return known;
        }
        SchemaBuilder flat = Document.schemaLike(row);
        row.fields().forEach(column -> flat.field(column.name(), column.schema()));
        for (EnvelopeField field : added) {
            refuseIf(flat.field(field.name()) != null, field.name(), record);
            flat.field(field.name(), field.schema(envelope, record));
        }
        if (marks) {
            refuseIf(flat.field(Metadata.DELETED_FIELD) != null, Metadata.DELETED_FIELD, record);
            flat.field(Metadata.DELETED_FIELD, Schema.STRING_SCHEMA);
        }
        Target target = new Target(flat.build(), row.fields());
        targets.put(envelope, target);
        return target;
    }

    private Map<String, Object> map(Map<?, ?> row, ConnectRecord<?> record, boolean deleted) {
        Map<String, Object> flat = new LinkedHashMap<>();
        row.forEach((name, value) -> flat.put(name.toString(), value));
        for (EnvelopeField field : added) {
            refuseIf(row.containsKey(field.name()), field.name(), record);
            flat.put(field.name(), field.in(record));
        }
        if (marks) {
            refuseIf(flat.containsKey(Metadata.DELETED_FIELD), Metadata.DELETED_FIELD, record);
            flat.put(Metadata.DELETED_FIELD, Boolean.toString(deleted));
        }
        return flat;
    }

    private static void refuseIf(boolean taken, String name, ConnectRecord<?> record) {
        if (taken) {
            throw new DataException("Only an added field that no column is named like for [rows of "
                    + SourceTable.of(record) + "], found: " + name);
        }
    }
}
