package io.golconde.source.record;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * A statement that {@code golconde.execute} put into the queue. The queue has it among the messages, with a topic that
 * none of them can have: topic, statement, nothing, search path.
 */
record Command(QueuedChange change, String sql, String searchPath) {
    private static final String TOPIC = "__command";

    static boolean is(QueuedChange change) {
        return change.table().isOfMessages() && TOPIC.equals(row(change).value(0));
    }

    static Command of(QueuedChange change) {
        Row row = row(change);
        return new Command(
                change, Objects.requireNonNull((String) row.value(1)), Objects.requireNonNull((String) row.value(3)));
    }

    SchemaAndValue recordValue(SourcePartition from) {
        Origin origin = change.origin();
        Struct value = new Struct(CommandMarker.SCHEMA)
                .put(SourceInfo.NAME, from.server())
                .put(SourceInfo.QUEUE, from.queue())
                .put(SourceInfo.EPOCH, change.offset().epoch())
                .put(SourceInfo.TS_MS, TimeUnit.MICROSECONDS.toMillis(origin.atMicros()))
                .put(SourceInfo.TX_ID, origin.txid())
                .put(SourceInfo.LSN, origin.lsn())
                .put(CommandMarker.SEARCH_PATH, searchPath)
                .put(CommandMarker.SQL, sql);
        return new SchemaAndValue(CommandMarker.SCHEMA, value);
    }

    private static Row row(QueuedChange change) {
        return ((RowChange.Write) change.change()).row();
    }
}
