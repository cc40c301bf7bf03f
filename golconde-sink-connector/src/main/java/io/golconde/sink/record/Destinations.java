package io.golconde.sink.record;

import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Operation;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The table that each record is for. */
final class Destinations {
    private static final String FLAT_PREFIX = "__";

    private final TableNameFormat format;
    private final Tables tables;
    private final Map<String, Seen> byTopic = new HashMap<>();
    /** The latest record of a partition, where it was a delete. */
    private final Map<TopicPartition, Deleted> deleted = new HashMap<>();

    Destinations(TableNameFormat format, Tables tables) {
        this.format = format;
        this.tables = tables;
    }

    /**
     * Where a record goes. One without a source, such as a tombstone, goes where the delete went that it follows, else where
     * all records of its topic went.
     *
     * @throws DataException if neither tells
     */
    TableName of(SinkRecord record, Event event) throws SQLException {
        String schema = format.needsSource() ? sourceField(event, SourceInfo.SCHEMA_NAME) : null;
        String table = format.needsSource() ? sourceField(event, SourceInfo.TABLE) : null;
        Seen seen = byTopic.get(record.topic());
        if (format.needsSource() && seen != null && schema == null && table == null) {
            return withoutSource(record, seen);
        }
        if (seen == null || !seen.isOf(schema, table)) {
            TableName destination = resolve(record.topic(), schema, table);
            seen = new Seen(schema, table, destination, seen == null || seen.isAlways(destination));
            byTopic.put(record.topic(), seen);
        }
        if (format.needsSource()) {
            note(record, event, seen.destination);
        }
        return seen.destination;
    }

    private TableName withoutSource(SinkRecord record, Seen seen) {
        Deleted before = deleted.get(partition(record));
        if (before != null && Objects.equals(before.key, record.key())) {
            return before.table;
        }
        if (!seen.always) {
            throw new DataException(
                    "The topic has records of several tables, and only records with a source tell of which;"
                            + " envelopes do, flat records with add.fields=schema,table, null values do not."
                            + " Give each table a topic, or have the source send deletes with a value");
        }
        return seen.destination;
    }

    private void note(SinkRecord record, Event event, TableName destination) {
        if (event.operation() == Operation.DELETE) {
            deleted.put(partition(record), new Deleted(record.key(), destination));
        } else if (!deleted.isEmpty()) {
            deleted.remove(partition(record));
        }
    }

    private static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    private TableName resolve(String topic, @Nullable String schema, @Nullable String table) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        variables.put(TableNameFormat.TOPIC, topic);
        if (schema != null) {
            variables.put(TableNameFormat.SOURCE_SCHEMA, schema);
        }
        if (table != null) {
            variables.put(TableNameFormat.SOURCE_TABLE, table);
        }
        return format.table(variables, tables);
    }

    private static @Nullable String sourceField(Event event, String field) {
        String flat = Document.text(event.source(), FLAT_PREFIX + field);
        return flat == null ? Document.text(event.source(), field) : flat;
    }

    /**
     * The latest record of a topic that told where it belongs.
     *
     * @param always whether all before it went to the same table
     */
    private record Seen(@Nullable String schema, @Nullable String table, TableName destination, boolean always) {
        boolean isOf(@Nullable String otherSchema, @Nullable String otherTable) {
            return Objects.equals(schema, otherSchema) && Objects.equals(table, otherTable);
        }

        boolean isAlways(TableName other) {
            return always && destination.equals(other);
        }
    }

    private record Deleted(@Nullable Object key, TableName table) {}
}
