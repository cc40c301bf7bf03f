package io.golconde.source.record;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TransactionPlace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of the records that tell where a transaction begins and ends. Names and fields are those of Debezium's
 * transaction metadata; the id is the transaction's number, as in {@code source.txId}.
 */
final class TransactionRecords {
    private static final String ID = "id";
    private static final String STATUS = "status";
    private static final String EVENT_COUNT = "event_count";
    private static final String DATA_COLLECTION = "data_collection";
    private static final String DATA_COLLECTIONS = "data_collections";

    private static final Schema KEY = SchemaBuilder.struct()
            .name("io.debezium.connector.common.TransactionMetadataKey")
            .version(1)
            .field(ID, Schema.STRING_SCHEMA)
            .build();

    private static final Schema COLLECTION = SchemaBuilder.struct()
            .name("event.collection")
            .version(1)
            .field(DATA_COLLECTION, Schema.STRING_SCHEMA)
            .field(EVENT_COUNT, Schema.INT64_SCHEMA)
            .optional()
            .build();

    private static final Schema VALUE = SchemaBuilder.struct()
            .name("io.debezium.connector.common.TransactionMetadataValue")
            .version(1)
            .field(STATUS, Schema.STRING_SCHEMA)
            .field(ID, Schema.STRING_SCHEMA)
            .field(EVENT_COUNT, Schema.OPTIONAL_INT64_SCHEMA)
            .field(DATA_COLLECTIONS, SchemaBuilder.array(COLLECTION).optional().build())
            .field(Envelope.TS_MS, Schema.INT64_SCHEMA)
            .build();

    private TransactionRecords() {}

    static SchemaAndValue key(QueuedChange change) {
        return new SchemaAndValue(KEY, new Struct(KEY).put(ID, id(change)));
    }

    static SchemaAndValue begin(QueuedChange first) {
        return new SchemaAndValue(VALUE, value("BEGIN", first));
    }

    static SchemaAndValue end(QueuedChange last, Map<TableName, Long> counts) {
        List<Struct> collections = counts.entrySet().stream()
                .map(table -> new Struct(COLLECTION)
                        .put(DATA_COLLECTION, table.getKey().toString())
                        .put(EVENT_COUNT, table.getValue()))
                .toList();
        long count = counts.values().stream().mapToLong(Long::longValue).sum();
        Struct value = value("END", last).put(EVENT_COUNT, count).put(DATA_COLLECTIONS, collections);
        return new SchemaAndValue(VALUE, value);
    }

    private static Struct value(String status, QueuedChange change) {
        return new Struct(VALUE)
                .put(STATUS, status)
                .put(ID, id(change))
                .put(
                        Envelope.TS_MS,
                        TimeUnit.MICROSECONDS.toMillis(change.origin().atMicros()));
    }

    /** The {@code transaction} block of an envelope; null where the change has no place in one. */
    static @Nullable Struct block(Schema schema, QueuedChange change) {
        TransactionPlace place = change.transaction();
        return place == null
                ? null
                : new Struct(schema)
                        .put(ID, id(change))
                        .put("total_order", place.order())
                        .put("data_collection_order", place.tableOrder());
    }

    private static String id(QueuedChange change) {
        return Long.toUnsignedString(Objects.requireNonNull(change.origin().txid()));
    }
}
