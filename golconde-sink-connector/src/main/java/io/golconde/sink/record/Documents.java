package io.golconde.sink.record;

import org.jspecify.annotations.Nullable;

/**
 * The two documents of a record from which a row is made.
 *
 * @param keyFirst whether a column that both have is taken from the key
 */
record Documents(@Nullable Object row, @Nullable Object key, boolean keyFirst) {
    static final boolean[] ROW_ONLY = {false};

    private static final boolean[] KEY_FIRST = {true, false};
    private static final boolean[] ROW_FIRST = {false, true};

    boolean[] searchOrder() {
        return keyFirst ? KEY_FIRST : ROW_FIRST;
    }

    @Nullable
    Object get(boolean ofKey) {
        return ofKey ? key : row;
    }
}
