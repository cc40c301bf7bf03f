package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.envelope.SourceInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The order 7 of table sales.orders of database shop, in each shape in which it can travel. */
enum Shape {
    ENVELOPE(true, true),
    ENVELOPE_WITHOUT_SCHEMA(true, false),
    FLAT(false, true),
    FLAT_WITHOUT_SCHEMA(false, false);

    static final String TOPIC = "shop.sales.orders";
    static final Schema KEY = SchemaBuilder.struct()
            .name(TOPIC + ".Key")
            .version(1)
            .field("id", Schema.INT64_SCHEMA)
            .build();
    static final Schema ROW = SchemaBuilder.struct()
            .name(TOPIC + ".Value")
            .version(3)
            .doc("An order.")
            .parameter("origin", "shop")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "state",
                    SchemaBuilder.string().optional().defaultValue("new").build())
            .optional()
            .build();
    static final Schema VALUE = Envelope.schema(TOPIC, ROW);

    private final boolean envelope;
    private final boolean schema;

    Shape(boolean envelope, boolean schema) {
        this.envelope = envelope;
        this.schema = schema;
    }

    SinkRecord update() {
        return envelope ? record(key(), change("u", row("Ada"), row("Bob"))) : record(key(), row("Bob"));
    }

    SinkRecord delete() {
        return envelope ? record(key(), change("d", row("Bob"), null)) : tombstone();
    }

    SinkRecord tombstone() {
        return record(key(), null);
    }

    SinkRecord truncate() {
        return record(MarkerKey.of(MarkerKey.TRUNCATE), envelope ? change("t", null, null) : null);
    }

    SinkRecord heartbeat() {
        return record(MarkerKey.of(MarkerKey.HEARTBEAT), null);
    }

    /** The record's key, by column. */
    static Map<String, Object> key(SinkRecord record) {
        return columns(record.key());
    }

    /** The row before the change; null where the shape does not carry it. */
    Map<String, Object> before(SinkRecord record) {
        return envelope ? columns(columns(record.value()).get(Envelope.BEFORE)) : null;
    }

    Map<String, Object> after(SinkRecord record) {
        return envelope ? columns(columns(record.value()).get(Envelope.AFTER)) : columns(record.value());
    }

    private SinkRecord record(Struct key, Struct value) {
        return schema
                ? record(TOPIC, key.schema(), key, value == null ? null : value.schema(), value)
                : record(TOPIC, null, maps(key), null, maps(value));
    }

    static SinkRecord record(String topic, Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new SinkRecord(
                topic, 0, keySchema, key, valueSchema, value, 42, 1_700_000_000_000L, TimestampType.CREATE_TIME);
    }

    static Struct key() {
        return new Struct(KEY).put("id", 7L);
    }

    static Struct row(String customer) {
        return new Struct(ROW).put("id", 7L).put("customer", customer);
    }

    static Struct change(String op, Struct before, Struct after) {
        Struct source = new Struct(SourceInfo.SCHEMA)
                .put(SourceInfo.VERSION, "1")
                .put(SourceInfo.CONNECTOR, "golconde")
                .put(SourceInfo.NAME, "shop")
                .put(SourceInfo.TS_MS, 1_700_000_000_000L)
                .put(SourceInfo.DB, "shop")
                .put(SourceInfo.SCHEMA_NAME, "sales")
                .put(SourceInfo.TABLE, "orders");
        return new Struct(VALUE)
                .put(Envelope.BEFORE, before)
                .put(Envelope.AFTER, after)
                .put(Envelope.SOURCE, source)
                .put(Envelope.OP, op);
    }

    /** The values as they are, by name; defaults are not filled in. */
    static Map<String, Object> columns(Object row) {
        if (!(row instanceof Struct struct)) {
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) row;
            return map;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            columns.put(field.name(), struct.getWithoutDefault(field.name()));
        }
        return columns;
    }

    private static Object maps(Object value) {
        if (!(value instanceof Struct)) {
            return value;
        }
        Map<String, Object> map = columns(value);
        map.replaceAll((name, part) -> maps(part));
        return map;
    }
}
