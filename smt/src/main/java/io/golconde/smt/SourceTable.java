package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.envelope.SourceInfo;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The source table of a record, as {@code schema.table}: what the envelope's source block says, else (flat records and
 * tombstones) the last two parts of the topic.
 */
final class SourceTable {
    /** What Debezium's connectors name the keys of heartbeats and of transaction, schema and logical messages. */
    private static final String OF_DEBEZIUM_ITSELF = "io.debezium.connector.";

    private SourceTable() {}

    /** Whether the record is about a table at all: rows and truncates are, other markers are not. */
    static boolean has(ConnectRecord<?> record) {
        Schema key = record.keySchema();
        boolean ofDebeziumItself =
                key != null && key.name() != null && key.name().startsWith(OF_DEBEZIUM_ITSELF);
        String marker = MarkerKey.kind(record.key());
        return !ofDebeziumItself && (marker == null || marker.equals(MarkerKey.TRUNCATE));
    }

    static String of(ConnectRecord<?> record) {
        Object value = record.value();
        String exact = Document.isEnvelope(value) ? named(Document.get(value, Envelope.SOURCE)) : null;
        return exact == null ? lastTwoParts(record.topic()) : exact;
    }

    private static @Nullable String named(@Nullable Object source) {
        Object table = Document.get(source, SourceInfo.TABLE);
        Object schema = Document.get(source, SourceInfo.SCHEMA_NAME);
        if (schema == null) { // databases without schemas
            schema = Document.get(source, SourceInfo.DB);
        }
        return table == null || schema == null || schema.equals("") ? null : schema + "." + table;
    }

    private static String lastTwoParts(String topic) {
        return topic.substring(topic.lastIndexOf('.', topic.lastIndexOf('.') - 1) + 1);
    }
}
