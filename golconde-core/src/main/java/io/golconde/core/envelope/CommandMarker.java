package io.golconde.core.envelope;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The value of the record that tells of a statement which {@code golconde.execute} executed at the source. Fields have the
 * names and meanings that they have in {@link SourceInfo}.
 */
public final class CommandMarker {
    /** The topic's name behind the prefix, where tables have topics of their own. */
    public static final String TOPIC = "golconde.command";

    /** The schemas among which the source looked for names without one: a {@code search_path}. */
    public static final String SEARCH_PATH = "search_path";

    public static final String SQL = "sql";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.golconde.Command")
            .version(1)
            .field(SourceInfo.NAME, Schema.STRING_SCHEMA)
            .field(SourceInfo.QUEUE, Schema.STRING_SCHEMA)
            .field(SourceInfo.EPOCH, Schema.INT64_SCHEMA)
            .field(SourceInfo.TS_MS, Schema.INT64_SCHEMA)
            .field(SourceInfo.TX_ID, Schema.INT64_SCHEMA)
            .field(SourceInfo.LSN, Schema.INT64_SCHEMA)
            .field(SEARCH_PATH, Schema.STRING_SCHEMA)
            .field(SQL, Schema.STRING_SCHEMA)
            .build();

    private CommandMarker() {}
}
