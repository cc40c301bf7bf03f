package io.golconde.smt;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** How the values of a column become others. */
interface ValueChange {
    /** Whether rows that had different keys still have them afterwards. */
    boolean isFitForKeys();

    /** Whether it can change values of this type. */
    boolean accepts(Schema.Type type);

    /** What it can change, for messages. */
    String accepted();

    /** The schema of the changed values. */
    Schema schema(Schema from);

    /** The changed value; the same with and without a schema. */
    @Nullable
    Object of(@Nullable Object value);
}
