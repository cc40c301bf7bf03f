package io.golconde.source.record;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;

/**
 * A field about the change itself in a flat record, such as {@code op} or {@code source.ts_ms:changed_at}: where the
 * envelope has it, and the name to give it if not the usual one. The names are those of Debezium's
 * ExtractNewRecordState: {@code __op}, {@code __source_ts_ms}, {@code __changed_at}.
 *
 * @param path {@code op}, {@code ts_ms}, or a field of the source block with or without {@code source.} before it
 */
public record AddedField(String path, String name) {
    private static final String PREFIX = "__";
    private static final String SOURCE = Envelope.SOURCE + '.';

    /** The field as the setting writes it. */
    public static AddedField of(String text) {
        String[] parts = text.strip().split(":", 2);
        String path = parts[0];
        AddedField added = new AddedField(path, PREFIX + (parts.length == 2 ? parts[1] : path.replace('.', '_')));
        if (!added.isOfEnvelope() && SourceInfo.SCHEMA.field(added.sourceField()) == null) {
            throw new ConfigException("add.fields knows op, ts_ms and the fields of source, found: " + text);
        }
        return added;
    }

    ChangeField in(SourceBlock source) {
        ChangeField field = switch (path) {
            case Envelope.OP ->
                new ChangeField(
                        path,
                        Schema.STRING_SCHEMA,
                        change -> change.change().operation().code());
            case Envelope.TS_MS ->
                new ChangeField(path, Schema.OPTIONAL_INT64_SCHEMA, change -> System.currentTimeMillis());
            default -> source.field(sourceField());
        };
        return field.renamed(name);
    }

    private boolean isOfEnvelope() {
        return path.equals(Envelope.OP) || path.equals(Envelope.TS_MS);
    }

    private String sourceField() {
        return path.startsWith(SOURCE) ? path.substring(SOURCE.length()) : path;
    }
}
