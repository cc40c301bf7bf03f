package io.golconde.sink.record;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.event.Operation;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, whichever shape it has.
 *
 * @param row the document of the written row, or what is known of the deleted one; null where only the key tells
 * @param source the document that tells where the change comes from, null where there is none
 */
record Event(
        Operation operation, @Nullable Object row, @Nullable Object source) {
    private static final String MESSAGE_CODE = "m"; // of Debezium's pg_logical_emit_message records
    private static final String FLAT_DELETED = "__deleted";
    private static final String FLAT_OPERATION = "__op";

    /**
     * Reads a record's shape: envelope, flat row, tombstone or marker.
     *
     * @return null where the record is not about rows
     */
    static @Nullable Event of(SinkRecord record) {
        String marker = MarkerKey.kind(record.key());
        if (marker != null) {
            return marker.equals(MarkerKey.TRUNCATE)
                    ? new Event(Operation.TRUNCATE, null, Document.get(record.value(), Envelope.SOURCE))
                    : null;
        }
        Object value = record.value();
        if (value == null) {
            return new Event(Operation.DELETE, null, null);
        }
        if (Document.isEnvelope(value)) {
            return ofEnvelope(value);
        }
        if (Document.is(value) && !ConverterHint.isUnread(value)) {
            return new Event(isFlatDelete(value) ? Operation.DELETE : Operation.UPDATE, value, value);
        }
        throw new DataException("Only rows (struct, or JSON object) and nulls can be applied, found: "
                + value.getClass().getSimpleName());
    }

    /** Whether the record is the row itself. */
    boolean isFlat() {
        return row != null && row == source;
    }

    private static @Nullable Event ofEnvelope(Object envelope) {
        String code = String.valueOf(Document.get(envelope, Envelope.OP));
        if (code.equals(MESSAGE_CODE)) {
            return null;
        }
        Operation operation = operation(code);
        String image = operation == Operation.DELETE ? Envelope.BEFORE : Envelope.AFTER;
        return new Event(operation, Document.get(envelope, image), Document.get(envelope, Envelope.SOURCE));
    }

    private static Operation operation(String code) {
        try {
            return Operation.of(code);
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage());
        }
    }

    private static boolean isFlatDelete(Object value) {
        return "true".equals(String.valueOf(Document.get(value, FLAT_DELETED)))
                || Operation.DELETE.code().equals(Document.get(value, FLAT_OPERATION));
    }
}
