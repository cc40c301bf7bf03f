package io.golconde.sink.record;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.envelope.SourceInfo;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where in the source a record comes from, as far as its envelope tells.
 *
 * @param queue the queue with its topic prefix, null where there is none
 * @param epoch which owner of the queue sent it
 */
public record SourcePosition(
        @Nullable Long lsn,
        @Nullable Long txid,
        @Nullable String queue,
        @Nullable Long epoch) {
    public static final SourcePosition UNKNOWN = new SourcePosition(null, null, null, null);

    public static SourcePosition of(SinkRecord record) {
        Object source = source(record);
        if (source == null) {
            return UNKNOWN;
        }
        String queue = Document.text(source, SourceInfo.QUEUE);
        return new SourcePosition(
                Document.number(source, SourceInfo.LSN),
                Document.number(source, SourceInfo.TX_ID),
                queue == null ? null : Document.text(source, SourceInfo.NAME) + '/' + queue,
                Document.number(source, SourceInfo.EPOCH));
    }

    private static @Nullable Object source(SinkRecord record) {
        if (Document.isEnvelope(record.value())) {
            return Document.get(record.value(), Envelope.SOURCE);
        }
        String marker = MarkerKey.kind(record.key());
        return MarkerKey.END.equals(marker) || MarkerKey.COMMAND.equals(marker) ? record.value() : null;
    }

    /** Whether it comes from this queue. */
    public boolean isFrom(@Nullable String otherQueue) {
        return queue != null && queue.equals(otherQueue);
    }
}
