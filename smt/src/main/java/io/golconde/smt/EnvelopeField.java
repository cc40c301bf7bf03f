package io.golconde.smt;

import io.golconde.core.config.NearestName;
import io.golconde.core.envelope.Envelope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field of the envelope outside its rows, and the name it gets elsewhere. Source of the notation: {@code add.fields} of
 * Debezium's ExtractNewRecordState: {@code op}, {@code source.ts_ms}, {@code transaction.id}, {@code table:from_table}; a
 * name alone is one of the envelope's own, of the transaction block, or else of the source block.
 *
 * @param setting the setting that asks for it, for messages
 * @param block source or transaction, null for the envelope itself
 * @param field its name there
 * @param name its name from now on
 */
record EnvelopeField(String setting, @Nullable String block, String field, String name) {
    private static final Set<String> OF_ENVELOPE = Set.of(Envelope.OP, Envelope.TS_MS, "ts_us", "ts_ns");
    private static final Set<String> OF_TRANSACTION = Set.of("id", "total_order", "data_collection_order");

    /** The fields of a setting; a second one of the same name is refused. */
    static List<EnvelopeField> list(String setting, List<String> entries, String prefix) {
        Map<String, EnvelopeField> fields = new LinkedHashMap<>();
        for (String entry : entries) {
            EnvelopeField field = of(setting, entry, prefix);
            if (fields.put(field.name(), field) != null) {
                throw new ConfigException(setting, entry, "would be a second field " + field.name());
            }
        }
        return List.copyOf(fields.values());
    }

    private static EnvelopeField of(String setting, String entry, String prefix) {
        String[] names = entry.strip().split(":", -1);
        String[] path = names[0].split("\\.", -1);
        if (names.length > 2 || path.length > 2 || names[names.length - 1].isBlank() || path[0].isBlank()) {
            throw new ConfigException(setting, entry, "must have the form field, block.field or field:name");
        }
        String field = path[path.length - 1];
        String block = path.length == 2 ? block(setting, entry, path[0]) : blockOf(field);
        return new EnvelopeField(
                setting, block, field, prefix + (names.length == 2 ? names[1] : String.join("_", path)));
    }

    private static String block(String setting, String entry, String name) {
        if (!name.equals(Envelope.SOURCE) && !name.equals(Envelope.TRANSACTION)) {
            throw new ConfigException(setting, entry, "knows the blocks source and transaction only, not " + name);
        }
        return name;
    }

    private static @Nullable String blockOf(String field) {
        if (OF_ENVELOPE.contains(field)) {
            return null;
        }
        return OF_TRANSACTION.contains(field) ? Envelope.TRANSACTION : Envelope.SOURCE;
    }

    /** The value in the record's envelope; null also where the block is. */
    @Nullable
    Object in(ConnectRecord<?> record) {
        Object parent = block == null ? record.value() : Document.get(record.value(), block);
        if (parent instanceof Map<?, ?> map && !map.containsKey(field)) {
            throw missing(field, map.keySet().stream().map(Object::toString).toList(), record);
        }
        return Document.get(parent, field);
    }

    /** What the value's schema has to be elsewhere; a field that the envelope does not have is refused. */
    Schema schema(Schema envelope, ConnectRecord<?> record) {
        Schema parent =
                block == null ? envelope : field(envelope, block, record).schema();
        Schema schema = field(parent, field, record).schema();
        return parent.isOptional() && !schema.isOptional()
                ? Document.schemaLike(schema).optional().build()
                : schema;
    }

    private Field field(Schema parent, String wanted, ConnectRecord<?> record) {
        Field found = parent.field(wanted);
        if (found == null) {
            throw missing(wanted, parent.fields().stream().map(Field::name).toList(), record);
        }
        return found;
    }

    private DataException missing(String wanted, List<String> names, ConnectRecord<?> record) {
        return new DataException("Only fields of the envelope for [" + setting + " on " + SourceTable.of(record)
                + "], found: " + wanted + "; there are " + String.join(", ", NearestName.of(wanted, names, 3)));
    }

    /** Checks the list of a setting. */
    static final class Syntax implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                list(name, entries.stream().map(Object::toString).toList(), "");
            }
        }

        @Override
        public String toString() {
            return "field, block.field or field:name, separated by commas";
        }
    }
}
