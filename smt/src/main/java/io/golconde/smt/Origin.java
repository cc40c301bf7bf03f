package io.golconde.smt;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of its origin; a flat one by its metadata fields, else by the topic (prefix, schema and table) and
 * the record's time.
 */
final class Origin {
    private static final String CONNECTOR = "golconde";

    private Origin() {}

    /** The source block for a flat record. */
    static Struct struct(ConnectRecord<?> record) {
        Struct source = new Struct(SourceInfo.SCHEMA);
        for (Field field : SourceInfo.SCHEMA.fields()) {
            Object value = value(field.name(), record);
            try {
                source.put(field, field.schema().type() == Schema.Type.INT64 ? wide(value) : value);
            } catch (DataException e) {
                throw new DataException("Only " + field.schema().type() + " for [source block of "
                        + SourceTable.of(record) + "], found in the field for " + field.name() + ": "
                        + (value == null ? "null" : value.getClass().getName()));
            }
        }
        return source;
    }

    /** The same without a schema. */
    static Map<String, Object> map(ConnectRecord<?> record) {
        Map<String, Object> source = new LinkedHashMap<>();
        for (Field field : SourceInfo.SCHEMA.fields()) {
            source.put(field.name(), value(field.name(), record));
        }
        return source;
    }

    private static @Nullable Object wide(@Nullable Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    static @Nullable Object value(String field, ConnectRecord<?> record) {
        Object known = known(field, record);
        return known == null ? assumed(field, record) : known;
    }

    /** What the record itself says: its source block, or its metadata fields where it is flat. */
    static @Nullable Object known(String field, ConnectRecord<?> record) {
        Object value = record.value();
        if (Document.isEnvelope(value)) {
            return Document.get(Document.get(value, Envelope.SOURCE), field);
        }
        Object exact = Document.get(value, Metadata.ofSource(field));
        return exact == null && !field.equals(Envelope.TS_MS) // which without a block's name is the envelope's
                ? Document.get(value, Metadata.ofEnvelope(field))
                : exact;
    }

    private static @Nullable Object assumed(String field, ConnectRecord<?> record) {
        String table = SourceTable.of(record);
        int schemaEnd = table.indexOf('.');
        String topic = record.topic();
        return switch (field) {
            case SourceInfo.VERSION -> ProjectVersion.get();
            case SourceInfo.CONNECTOR -> CONNECTOR;
            case SourceInfo.TS_MS -> record.timestamp() == null ? (Object) 0L : record.timestamp();
            case SourceInfo.NAME, SourceInfo.DB ->
                topic.length() > table.length() ? topic.substring(0, topic.length() - table.length() - 1) : "";
            case SourceInfo.SCHEMA_NAME -> schemaEnd < 0 ? "" : table.substring(0, schemaEnd);
            case SourceInfo.TABLE -> table.substring(schemaEnd + 1);
            default -> null;
        };
    }
}
