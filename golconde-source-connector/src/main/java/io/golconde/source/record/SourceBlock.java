package io.golconde.source.record;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.QueuedChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Fills in {@link SourceInfo}: the {@code source} block of an envelope, or single fields of it for a flat record. */
public final class SourceBlock {
    private static final String CONNECTOR = "golconde";

    private final List<ChangeField> fields;

    /**
     * @param server the topic prefix
     * @param database the database's name
     */
    public SourceBlock(String server, String database, String queue) {
        Map<String, ChangeField.Value> values = valuesOfChange();
        values.put(SourceInfo.VERSION, change -> ProjectVersion.get());
        values.put(SourceInfo.CONNECTOR, change -> CONNECTOR);
        values.put(SourceInfo.NAME, change -> server);
        values.put(SourceInfo.DB, change -> database);
        values.put(SourceInfo.QUEUE, change -> queue);
        fields = SourceInfo.SCHEMA.fields().stream()
                .map(field ->
                        new ChangeField(field.name(), field.schema(), Objects.requireNonNull(values.get(field.name()))))
                .toList();
    }

    private static Map<String, ChangeField.Value> valuesOfChange() {
        Map<String, ChangeField.Value> values = new HashMap<>();
        values.put(
                SourceInfo.TS_MS,
                change -> TimeUnit.MICROSECONDS.toMillis(change.origin().atMicros()));
        values.put(SourceInfo.TS_US, change -> change.origin().atMicros());
        values.put(
                SourceInfo.SNAPSHOT, change -> Boolean.toString(change.origin().backfill()));
        values.put(
                SourceInfo.SCHEMA_NAME, change -> change.table().name().schema().name());
        values.put(SourceInfo.TABLE, change -> change.table().name().table().name());
        values.put(SourceInfo.TX_ID, change -> change.origin().txid());
        values.put(SourceInfo.LSN, change -> change.origin().lsn());
        values.put(SourceInfo.EPOCH, change -> change.offset().epoch());
        values.put(SourceInfo.KEY_CHANGE, change -> keyChange(change.keyChange()));
        return values;
    }

    private static @Nullable String keyChange(KeyChange half) {
        return switch (half) {
            case NONE -> null;
            case OLD -> SourceInfo.OLD_KEY;
            case NEW -> SourceInfo.NEW_KEY;
        };
    }

    Struct write(QueuedChange change) {
        Struct source = new Struct(SourceInfo.SCHEMA);
        List<Field> targets = SourceInfo.SCHEMA.fields();
        for (int i = 0; i < targets.size(); i++) {
            source.put(targets.get(i), fields.get(i).value().of(change));
        }
        return source;
    }

    /** The field with a name that {@link SourceInfo} knows. */
    ChangeField field(String name) {
        return fields.get(SourceInfo.SCHEMA.field(name).index());
    }
}
