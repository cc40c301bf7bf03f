package io.golconde.smt;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** How the values of a column become others. */
interface ValueChange {
    /** The change of values that have this schema. */
    default ValueChange on(Schema schema) {
        return this;
    }

    /** Whether rows that had different keys still have them afterwards. */
    boolean isFitForKeys();

    /** Whether it can change values of this type. */
    boolean accepts(Schema.Type type);

    /** What it can change, for messages. */
    String accepted();

    /** The schema of the changed values. */
    Schema schema(Schema from);

    /**
     * The changed value.
     *
     * @throws Unfit if it cannot be changed
     */
    @Nullable
    Object of(@Nullable Object value);
}
