package io.golconde.sink;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.core.envelope.EndMarker;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Keys and values of records, in the shapes in which they come. */
final class Records {
    private static final Map<Map<String, Schema>, Schema> SCHEMAS = new LinkedHashMap<>();

    private Records() {}

    /** A struct of names and values, with schemas that the values suggest. */
    static SchemaAndValue row(Object... namesAndValues) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], schema(namesAndValues[i + 1]));
        }
        Schema schema = SCHEMAS.computeIfAbsent(fields, Records::struct);
        Struct struct = new Struct(schema);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            struct.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SchemaAndValue(schema, struct);
    }

    /** A map of names and values, as JSON without schema is read. */
    static SchemaAndValue json(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SchemaAndValue(null, map);
    }

    static SchemaAndValue nothing() {
        return SchemaAndValue.NULL;
    }

    static SchemaAndValue truncateKey() {
        return new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(MarkerKey.TRUNCATE));
    }

    static SchemaAndValue heartbeatKey() {
        return new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(MarkerKey.HEARTBEAT));
    }

    static SchemaAndValue endKey() {
        return new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(MarkerKey.END));
    }

    /** The marker that ends a window of a queue. */
    static SchemaAndValue end(String server, String queue, long epoch) {
        Struct end = new Struct(EndMarker.SCHEMA)
                .put(SourceInfo.NAME, server)
                .put(SourceInfo.QUEUE, queue)
                .put(SourceInfo.EPOCH, epoch)
                .put(EndMarker.WINDOW, 1L)
                .put(SourceInfo.TS_MS, 1L);
        return new SchemaAndValue(EndMarker.SCHEMA, end);
    }

    static SchemaAndValue commandKey() {
        return new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(MarkerKey.COMMAND));
    }

    /** A statement that was executed at the source with golconde.execute. */
    static SchemaAndValue command(String searchPath, String sql) {
        Struct command = new Struct(CommandMarker.SCHEMA)
                .put(SourceInfo.NAME, "shop")
                .put(SourceInfo.QUEUE, "main")
                .put(SourceInfo.EPOCH, 1L)
                .put(SourceInfo.TS_MS, 1L)
                .put(SourceInfo.TX_ID, 1L)
                .put(SourceInfo.LSN, 1L)
                .put(CommandMarker.SEARCH_PATH, searchPath)
                .put(CommandMarker.SQL, sql);
        return new SchemaAndValue(CommandMarker.SCHEMA, command);
    }

    /** An envelope; a delete's row is its before image. */
    static SchemaAndValue envelope(Operation operation, SchemaAndValue row) {
        return envelope(operation, row, 1);
    }

    static SchemaAndValue envelope(Operation operation, SchemaAndValue row, long epoch) {
        Schema schema = Envelope.schema("t", row.schema());
        boolean delete = operation == Operation.DELETE;
        Struct source = new Struct(SourceInfo.SCHEMA)
                .put(SourceInfo.VERSION, "1")
                .put(SourceInfo.CONNECTOR, "golconde")
                .put(SourceInfo.NAME, "shop")
                .put(SourceInfo.TS_MS, 1L)
                .put(SourceInfo.DB, "shop")
                .put(SourceInfo.SCHEMA_NAME, "source_schema")
                .put(SourceInfo.TABLE, "source_table")
                .put(SourceInfo.QUEUE, "main")
                .put(SourceInfo.EPOCH, epoch);
        Struct envelope = new Struct(schema)
                .put(delete ? Envelope.BEFORE : Envelope.AFTER, row.value())
                .put(Envelope.SOURCE, source)
                .put(Envelope.OP, operation.code());
        return new SchemaAndValue(schema, envelope);
    }

    /** Half of a key change: the delete of the old key, or the row with its new one. */
    static SchemaAndValue half(Operation operation, SchemaAndValue row) {
        SchemaAndValue envelope = envelope(operation, row);
        ((Struct) envelope.value())
                .getStruct(Envelope.SOURCE)
                .put(SourceInfo.KEY_CHANGE, operation == Operation.DELETE ? SourceInfo.OLD_KEY : SourceInfo.NEW_KEY);
        return envelope;
    }

    private static Schema struct(Map<String, Schema> fields) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        fields.forEach(builder::field);
        return builder.build();
    }

    private static Schema schema(Object value) {
        if (value instanceof Integer) {
            return Schema.OPTIONAL_INT32_SCHEMA;
        }
        return value instanceof Long ? Schema.OPTIONAL_INT64_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA;
    }
}
