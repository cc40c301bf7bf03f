package io.golconde.core.envelope;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The fields of an envelope's {@code source} block: where a change comes from. The names are Debezium's; the last three
 * are Golconde's own.
 */
public final class SourceInfo {
    public static final String VERSION = "version";
    public static final String CONNECTOR = "connector";
    /** The topic prefix. */
    public static final String NAME = "name";
    /** When the row was changed, by the source's clock, in milliseconds. */
    public static final String TS_MS = "ts_ms";
    /** The same in microseconds. */
    public static final String TS_US = "ts_us";
    /** "true" for a row that existed before, "false" for a change. */
    public static final String SNAPSHOT = "snapshot";

    public static final String DB = "db";
    public static final String SCHEMA_NAME = "schema";
    public static final String TABLE = "table";
    /** The 64-bit id of the source's transaction; null for a row that existed before. */
    public static final String TX_ID = "txId";
    /** The position in the write-ahead log when the change was queued. */
    public static final String LSN = "lsn";

    public static final String QUEUE = "queue";
    /** Rises with each owner of the queue; a sink drops what an older epoch sent. */
    public static final String EPOCH = "epoch";
    /** {@link #OLD_KEY} or {@link #NEW_KEY} on the two halves of a key change, null otherwise. */
    public static final String KEY_CHANGE = "key_change";

    public static final String OLD_KEY = "old";
    public static final String NEW_KEY = "new";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.golconde.Source")
            .version(1)
            .field(VERSION, Schema.STRING_SCHEMA)
            .field(CONNECTOR, Schema.STRING_SCHEMA)
            .field(NAME, Schema.STRING_SCHEMA)
            .field(TS_MS, Schema.INT64_SCHEMA)
            .field(TS_US, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SNAPSHOT, Schema.OPTIONAL_STRING_SCHEMA)
            .field(DB, Schema.STRING_SCHEMA)
            .field(SCHEMA_NAME, Schema.STRING_SCHEMA)
            .field(TABLE, Schema.STRING_SCHEMA)
            .field(TX_ID, Schema.OPTIONAL_INT64_SCHEMA)
            .field(LSN, Schema.OPTIONAL_INT64_SCHEMA)
            .field(QUEUE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(EPOCH, Schema.OPTIONAL_INT64_SCHEMA)
            .field(KEY_CHANGE, Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private SourceInfo() {}
}
