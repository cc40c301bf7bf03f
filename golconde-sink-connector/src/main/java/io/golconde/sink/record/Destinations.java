package io.golconde.sink.record;

import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Operation;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.util.Collection;
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
    /** The table of a topic that is named after its only table; null where it is not. */
    private final Map<String, @Nullable TableName> owners = new HashMap<>();
    /** The latest record of a partition, where it was a delete. */
    private final Map<TopicPartition, Deleted> deleted = new HashMap<>();

    Destinations(TableNameFormat format, Tables tables) {
        this.format = format;
        this.tables = tables;
    }

    /**
     * Where a record goes. One without a source, such as a tombstone, goes where the delete went that it follows, else to the
     * table that its topic is named after.
     *
     * @throws DataException if neither tells
     */
    TableName of(SinkRecord record, Event event) throws SQLException {
        if (!format.needsSource()) {
            return known(record.topic(), null, null);
        }
        String schema = sourceField(event, SourceInfo.SCHEMA_NAME);
        String table = sourceField(event, SourceInfo.TABLE);
        if (schema == null && table == null) {
            return withoutSource(record);
        }
        TableName destination = known(record.topic(), schema, table);
        note(record, event, destination);
        noteOwner(record.originalTopic(), schema, table, destination);
        return destination;
    }

    /** Partitions were taken away: others may go on with them. */
    void forget(Collection<TopicPartition> partitions) {
        deleted.keySet().removeAll(partitions);
    }

    private TableName known(String topic, @Nullable String schema, @Nullable String table) throws SQLException {
        Seen seen = byTopic.get(topic);
        if (seen == null || !seen.isOf(schema, table)) {
            seen = new Seen(schema, table, resolve(topic, schema, table));
            byTopic.put(topic, seen);
        }
        return seen.destination;
    }

    private TableName withoutSource(SinkRecord record) {
        Deleted before = deleted.get(partition(record));
        if (before != null && before.isFollowedBy(record)) {
            return before.table;
        }
        TableName owner = owners.get(record.originalTopic());
        if (owner == null) {
            throw new DataException(
                    "Nothing tells of which table this record is: table.name.format asks for its source, which"
                            + " envelopes have, and flat records with add.fields=schema,table; a null value goes with the delete"
                            + " that it follows, or to the table that the topic is named after, once another record of that table"
                            + " has come. Where the topic has one table, set table.name.format without a source, such as ${topic};"
                            + " else have the source send deletes with a value");
        }
        return owner;
    }

    private void note(SinkRecord record, Event event, TableName destination) {
        if (event.operation() == Operation.DELETE) {
            deleted.put(partition(record), new Deleted(record.key(), record.originalKafkaOffset(), destination));
        } else if (!deleted.isEmpty()) {
            deleted.remove(partition(record));
        }
    }

    private void noteOwner(String topic, @Nullable String schema, @Nullable String table, TableName destination) {
        if (!owners.containsKey(topic)) {
            String name = schema == null ? "." + table : "." + schema + "." + table;
            owners.put(topic, topic.endsWith(name) ? destination : null);
        } else if (!destination.equals(owners.get(topic))) {
            owners.put(topic, null);
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

    /** The latest record of a topic that told where it belongs. */
    private record Seen(@Nullable String schema, @Nullable String table, TableName destination) {
        boolean isOf(@Nullable String otherSchema, @Nullable String otherTable) {
            return Objects.equals(schema, otherSchema) && Objects.equals(table, otherTable);
        }
    }

    private record Deleted(@Nullable Object key, long offset, TableName table) {
        /** What is read again, after something was taken back, comes before. */
        boolean isFollowedBy(SinkRecord record) {
            return record.originalKafkaOffset() > offset && Objects.equals(key, record.key());
        }
    }
}
