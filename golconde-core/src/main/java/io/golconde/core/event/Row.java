package io.golconde.core.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of one row or of its key. A column that is absent from {@code columns} is unknown, which is not null.
 *
 * <p>Identity equality: a row is a carrier, comparing values is a matter of their types. Never printed: values stay
 * out of logs.
 */
public final class Row {
    private final Columns columns;
    private final @Nullable Object[] values;

    /** Takes the array as its own. */
    public Row(Columns columns, @Nullable Object[] values) {
        if (columns.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values for the columns " + columns);
        }
        this.columns = columns;
        this.values = values;
    }

    public Columns columns() {
        return columns;
    }

    public @Nullable Object value(int index) {
        return values[index];
    }

    /** The value of a column that must be there. */
    public @Nullable Object value(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + columns);
        }
        return values[index];
    }

    public boolean has(String column) {
        return columns.indexOf(column) >= 0;
    }

    @Override
    public String toString() {
        return Objects.toString(columns);
    }
}
