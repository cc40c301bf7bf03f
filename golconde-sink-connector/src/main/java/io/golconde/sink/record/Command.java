package io.golconde.sink.record;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.core.envelope.MarkerKey;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A statement that {@code golconde.execute} executed at the source, and the search path that it had there. */
public record Command(SinkRecord record, String sql, String searchPath) {
    public static boolean is(SinkRecord record) {
        return MarkerKey.COMMAND.equals(MarkerKey.kind(record.key()));
    }

    /**
     * Reads a record that is one.
     *
     * @throws DataException if it does not have what belongs to a statement
     */
    public static Command of(SinkRecord record) {
        if (!(record.key() instanceof Struct)) { // as a row of any table could be, whose key column is called so
            throw new DataException("Only a key with the schema [" + MarkerKey.SCHEMA_NAME
                    + "] for a statement of golconde.execute, found one without a schema. For statements, have the"
                    + " converters of both connectors keep schemas");
        }
        return new Command(record, text(record, CommandMarker.SQL), text(record, CommandMarker.SEARCH_PATH));
    }

    private static String text(SinkRecord record, String field) {
        @Nullable String text = Document.text(record.value(), field);
        if (text == null) {
            throw new DataException("Only a text for [" + field + " of a statement of golconde.execute], found none");
        }
        return text;
    }

    /** Names the record, not the statement, which may have values in it. */
    @Override
    public String toString() {
        return "statement at " + record.originalTopic() + '-' + record.originalKafkaPartition() + '@'
                + record.originalKafkaOffset();
    }
}
