package io.golconde.sink.record;

import org.jspecify.annotations.Nullable;

/**
 * The two documents of a record from which a row is made.
 *
 * @param flat whether fields of the row that begin with two underscores tell about the change; in an envelope they are columns
 * @param keyFirst whether a column that both have is taken from the key
 */
record Documents(@Nullable Object row, @Nullable Object key, boolean flat, boolean keyFirst) {
    private static final String METADATA_PREFIX = "__";

    static final boolean[] ROW_ONLY = {false};

    private static final boolean[] KEY_FIRST = {true, false};
    private static final boolean[] ROW_FIRST = {false, true};

    boolean[] searchOrder() {
        return keyFirst ? KEY_FIRST : ROW_FIRST;
    }

    /** Whether a field of the row tells about the change, so that nobody expects a column for it. */
    boolean isMetadata(String field) {
        return flat && field.startsWith(METADATA_PREFIX);
    }

    @Nullable
    Object get(boolean ofKey) {
        return ofKey ? key : row;
    }
}
