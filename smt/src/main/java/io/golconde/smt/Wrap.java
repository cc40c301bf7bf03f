package io.golconde.smt;

import io.golconde.core.config.Settings;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.event.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an envelope of a flat record. Metadata fields leave the row: they are where the envelope has its operation, its
 * time and its source block from.
 */
public final class Wrap<R extends ConnectRecord<R>> extends TableTransform<R> {
    static final ConfigDef DEFINITION = withTable(new Settings(), Wrap::new);

    private static final int KNOWN_SCHEMAS = 1_000;
    private static final String OP_FIELD = Metadata.ofEnvelope(Envelope.OP);
    private static final Set<String> ROW_OPERATIONS = Set.of("c", "r", "u", "d");
    private static final String TS_MS_FIELD = Metadata.ofEnvelope(Envelope.TS_MS);

    private final Cache<Flat, Target> targets = new LRUCache<>(KNOWN_SCHEMAS);

    /** What decides the schema of an envelope. */
    private record Flat(String topic, Schema schema) {}

    /** A schema of envelopes, and which fields of the flat row are columns, in order. */
    private record Target(Schema envelope, Schema row, List<Field> columns) {}

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    R transform(R record) {
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        if (record.value() == null || Document.isEnvelope(record.value())) {
            return record;
        }
        return with(keyOf(record), envelope(record), record);
    }

    private SchemaAndValue envelope(ConnectRecord<?> record) {
        String op = operation(record);
        String image = op.equals(Operation.DELETE.code()) ? Envelope.BEFORE : Envelope.AFTER;
        if (record.value() instanceof Struct flat) {
            Target target = target(new Flat(record.topic(), flat.schema()));
            Struct envelope = new Struct(target.envelope())
                    .put(image, row(flat, target))
                    .put(Envelope.SOURCE, Origin.struct(record))
                    .put(Envelope.OP, op)
                    .put(Envelope.TS_MS, time(record));
            return new SchemaAndValue(target.envelope(), envelope);
        }
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put(Envelope.BEFORE, null);
        envelope.put(Envelope.AFTER, null);
        envelope.put(image, row((Map<?, ?>) record.value()));
        envelope.put(Envelope.SOURCE, Origin.map(record));
        envelope.put(Envelope.OP, op);
        envelope.put(Envelope.TS_MS, time(record));
        return new SchemaAndValue(null, envelope);
    }

    /** A row of which nothing more is known is there now, as after an update. */
    private static String operation(ConnectRecord<?> record) {
        if ("true".equals(String.valueOf(Document.get(record.value(), Metadata.DELETED_FIELD)))) {
            return Operation.DELETE.code();
        }
        Object code = Document.get(record.value(), OP_FIELD);
        if (code == null) {
            return Operation.UPDATE.code();
        }
        if (!ROW_OPERATIONS.contains(code)) {
            throw new DataException("Only c, r, u and d for [" + OP_FIELD + " on " + SourceTable.of(record)
                    + "], found another operation");
        }
        return code.toString();
    }

    private static @Nullable Object time(ConnectRecord<?> record) {
        return Document.get(record.value(), TS_MS_FIELD) instanceof Long time ? time : record.timestamp();
    }

    private Target target(Flat flat) {
        Target known = targets.get(flat);
        if (known != null) {
            return known;
        }
        List<Field> columns = flat.schema().fields().stream()
                .filter(field -> !Metadata.is(field.name()))
                .toList();
        SchemaBuilder row = Document.schemaLike(flat.schema()).optional();
        for (Field column : columns) {
            row.field(column.name(), column.schema());
        }
        Schema rowSchema = row.build();
        Target target = new Target(Envelope.schema(flat.topic(), rowSchema), rowSchema, columns);
        targets.put(flat, target);
        return target;
    }

    private static Struct row(Struct flat, Target target) {
        Struct row = new Struct(target.row());
        int next = 0;
        for (Field column : target.columns()) {
            row.put(target.row().fields().get(next++), Document.get(flat, column));
        }
        return row;
    }

    private static Map<String, Object> row(Map<?, ?> flat) {
        Map<String, Object> row = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            if (!Metadata.is(name.toString())) {
                row.put(name.toString(), value);
            }
        });
        return row;
    }
}
