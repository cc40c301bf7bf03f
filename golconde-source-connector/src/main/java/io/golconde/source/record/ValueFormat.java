package io.golconde.source.record;

import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What a record's value looks like. */
public sealed interface ValueFormat permits EnvelopeFormat, FlatFormat {
    /** Prepares, once for all rows, what the values of a table need. */
    Writer writer(String topic, TableVersion table);

    /** Whether a record with a null value follows a delete. */
    boolean tombstoneFollows();

    /** Makes the values of one version of one table. */
    interface Writer {
        Schema schema();

        /** The value, null for one that has no content in this format. */
        @Nullable
        Struct write(QueuedChange change);
    }
}
