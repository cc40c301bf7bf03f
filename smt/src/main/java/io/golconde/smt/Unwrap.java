package io.golconde.smt;

import io.golconde.core.config.Settings;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.event.Operation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes a flat record of an envelope: the row after the change, or for a delete what the settings say. Source of the
 * settings: Debezium's ExtractNewRecordState.
 */
public final class Unwrap<R extends ConnectRecord<R>> extends TableTransform<R> {
    private static final String DELETES = "delete.tombstone.handling.mode";
    private static final String FIELDS = "add.fields";
    private static final String FIELDS_PREFIX = "add.fields.prefix";
    private static final String HEADERS = "add.headers";
    private static final String HEADERS_PREFIX = "add.headers.prefix";
    static final ConfigDef DEFINITION = withTable(
            new Settings()
                    .choice(
                            DELETES,
                            DeleteMode.TOMBSTONE.setting(),
                            DeleteMode.settings(),
                            "What becomes of deletes. tombstone: a null value; a tombstone passes. delete-to-tombstone: a null "
                                    + "value; a tombstone is dropped. rewrite: the row before, with __deleted set to true (false "
                                    + "in all other rows); a tombstone is dropped. rewrite-with-tombstone: the same; a tombstone "
                                    + "passes. drop: deletes and tombstones are dropped.")
                    .setting(
                            FIELDS,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new EnvelopeField.Syntax(),
                            "Fields of the envelope to add to the row, such as op, table, source.ts_ms or transaction.id, which "
                                    + "become __op, __table, __source_ts_ms and __transaction_id; table:from_table becomes "
                                    + "__from_table. A name without a block is the envelope's own (op, ts_ms), else the source "
                                    + "block's.")
                    .setting(FIELDS_PREFIX, ConfigDef.Type.STRING, "__", "What the names of added fields begin with.")
                    .setting(
                            HEADERS,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new EnvelopeField.Syntax(),
                            "Fields of the envelope to add as headers, written as in add.fields.")
                    .setting(
                            HEADERS_PREFIX, ConfigDef.Type.STRING, "__", "What the names of added headers begin with."),
            Unwrap::new);

    private DeleteMode deletes = DeleteMode.TOMBSTONE;
    private List<EnvelopeField> headers = List.of();
    private FlatRows rows = new FlatRows(List.of(), false);

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    void prepare(TransformConfig config) {
        deletes = DeleteMode.ofSetting(config.getString(DELETES));
        headers = EnvelopeField.list(HEADERS, config.getList(HEADERS), config.getString(HEADERS_PREFIX));
        rows = new FlatRows(
                EnvelopeField.list(FIELDS, config.getList(FIELDS), config.getString(FIELDS_PREFIX)),
                deletes.rewrites());
    }

    @Override
    @Nullable
    R transform(R record) {
        if (record.value() == null) {
            return MarkerKey.kind(record.key()) != null || deletes.keepsTombstones() ? record : null;
        }
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        return Document.isEnvelope(record.value()) ? unwrapped(record) : record;
    }

    private @Nullable R unwrapped(R record) {
        String code = String.valueOf(Document.get(record.value(), Envelope.OP));
        if (code.equals(Operation.TRUNCATE.code())) {
            return withHeaders(with(truncateKey(record), SchemaAndValue.NULL, record), record);
        }
        boolean deleted = code.equals(Operation.DELETE.code());
        if (deleted && deletes == DeleteMode.DROP) {
            return null;
        }
        SchemaAndValue value = deleted && !deletes.rewrites() ? SchemaAndValue.NULL : rows.row(record, deleted);
        return withHeaders(with(keyOf(record), value, record), record);
    }

    /** Without a value only the key can say what this is, and Debezium's truncates have no key. */
    private static SchemaAndValue truncateKey(ConnectRecord<?> record) {
        if (MarkerKey.kind(record.key()) != null) {
            return keyOf(record);
        }
        return record.value() instanceof Struct
                ? new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(MarkerKey.TRUNCATE))
                : new SchemaAndValue(null, Map.of(MarkerKey.KIND, MarkerKey.TRUNCATE));
    }

    private R withHeaders(R flat, R record) {
        Object envelope = record.value();
        for (EnvelopeField header : headers) {
            Schema schema = envelope instanceof Struct struct ? header.schema(struct.schema(), record) : null;
            flat.headers().add(header.name(), header.in(record), schema);
        }
        return flat;
    }
}
