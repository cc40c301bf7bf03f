package io.golconde.sink.record;

import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The table that each record is for. */
final class Destinations {
    private static final String FLAT_PREFIX = "__";

    private final TableNameFormat format;
    private final Tables tables;
    private final Map<String, Seen> byTopic = new HashMap<>();

    Destinations(TableNameFormat format, Tables tables) {
        this.format = format;
        this.tables = tables;
    }

    /** A record without a source, such as a tombstone, goes where the topic's latest record went. */
    TableName of(SinkRecord record, Event event) throws SQLException {
        String schema = format.needsSource() ? sourceField(event, SourceInfo.SCHEMA_NAME) : null;
        String table = format.needsSource() ? sourceField(event, SourceInfo.TABLE) : null;
        Seen seen = byTopic.get(record.topic());
        if (seen == null || !seen.serves(schema, table)) {
            seen = new Seen(schema, table, resolve(record.topic(), schema, table));
            byTopic.put(record.topic(), seen);
        }
        return seen.destination;
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

    private record Seen(@Nullable String schema, @Nullable String table, TableName destination) {
        boolean serves(@Nullable String otherSchema, @Nullable String otherTable) {
            boolean unknown = otherSchema == null && otherTable == null;
            return unknown || (Objects.equals(schema, otherSchema) && Objects.equals(table, otherTable));
        }
    }
}
