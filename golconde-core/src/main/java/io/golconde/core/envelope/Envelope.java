package io.golconde.core.envelope;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a change event's value: Debezium's envelope. {@code before} has at least the key columns on a delete,
 * {@code after} has the row on every write, {@code op} is one of c, r, u, d, t.
 *
 * <p>Source of the shape: the Debezium PostgreSQL connector's documentation, "Change event values".
 */
public final class Envelope {
    public static final String SCHEMA_SUFFIX = ".Envelope";
    public static final String BEFORE = "before";
    public static final String AFTER = "after";
    public static final String SOURCE = "source";
    public static final String OP = "op";
    public static final String TS_MS = "ts_ms";
    public static final String TRANSACTION = "transaction";

    private static final Schema TRANSACTION_SCHEMA = SchemaBuilder.struct()
            .name("event.block")
            .version(1)
            .field("id", Schema.STRING_SCHEMA)
            .field("total_order", Schema.INT64_SCHEMA)
            .field("data_collection_order", Schema.INT64_SCHEMA)
            .optional()
            .build();

    private Envelope() {}

    /**
     * The envelope around rows of one schema.
     *
     * @param name the topic's name; the schema's name is this and {@link #SCHEMA_SUFFIX}
     * @param row an optional struct schema, used for before and after
     */
    public static Schema schema(String name, Schema row) {
        return SchemaBuilder.struct()
                .name(name + SCHEMA_SUFFIX)
                .version(1)
                .field(BEFORE, row)
                .field(AFTER, row)
                .field(SOURCE, SourceInfo.SCHEMA)
                .field(OP, Schema.STRING_SCHEMA)
                .field(TS_MS, Schema.OPTIONAL_INT64_SCHEMA)
                .field(TRANSACTION, TRANSACTION_SCHEMA)
                .build();
    }

    /** Whether a value schema is an envelope, ours or Debezium's. */
    public static boolean is(@Nullable Schema schema) {
        return schema != null
                && schema.type() == Schema.Type.STRUCT
                && schema.name() != null
                && schema.name().endsWith(SCHEMA_SUFFIX)
                && schema.field(OP) != null;
    }

    /** Whether a schemaless value is an envelope. */
    public static boolean is(Map<?, ?> value) {
        return value.get(OP) instanceof String
                && value.containsKey(SOURCE)
                && (value.containsKey(BEFORE) || value.containsKey(AFTER));
    }
}
