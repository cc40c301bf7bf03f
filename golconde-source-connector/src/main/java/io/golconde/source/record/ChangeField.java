package io.golconde.source.record;

import io.golconde.source.queue.QueuedChange;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** One fact about a change, as a field of its record. */
record ChangeField(String name, Schema schema, Value value) {
    /** Where the fact is found. */
    @FunctionalInterface
    interface Value {
        @Nullable
        Object of(QueuedChange change);
    }

    ChangeField renamed(String newName) {
        return new ChangeField(newName, schema, value);
    }
}
