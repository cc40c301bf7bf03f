package io.golconde.core.envelope;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The value of the record that ends a window in the topic of a queue: all transactions that the records before it tell of
 * are told completely. Fields have the names and meanings that they have in {@link SourceInfo}.
 */
public final class EndMarker {
    /** The number of the window; it rises. */
    public static final String WINDOW = "window";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.golconde.End")
            .version(1)
            .field(SourceInfo.NAME, Schema.STRING_SCHEMA)
            .field(SourceInfo.QUEUE, Schema.STRING_SCHEMA)
            .field(SourceInfo.EPOCH, Schema.INT64_SCHEMA)
            .field(WINDOW, Schema.INT64_SCHEMA)
            .field(SourceInfo.TS_MS, Schema.INT64_SCHEMA)
            .build();

    private EndMarker() {}
}
