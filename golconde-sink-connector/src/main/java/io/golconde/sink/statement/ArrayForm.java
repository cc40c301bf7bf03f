package io.golconde.sink.statement;

import java.lang.reflect.Array;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The array in which the values of a column travel to the server. Numbers, booleans, bytes and text go in their own
 * binary form; every other type goes as the text that its input function reads, which also keeps {@code unnest} from
 * taking arrays and composites apart.
 */
public enum ArrayForm {
    BOOL(Boolean.class),
    INT2(Short.class),
    INT4(Integer.class),
    INT8(Long.class),
    FLOAT4(Float.class),
    FLOAT8(Double.class),
    BYTEA(byte[].class),
    TEXT(String.class);

    private final Class<?> element;

    ArrayForm(Class<?> element) {
        this.element = element;
    }

    /** {@code typname} of the array's elements. */
    public String typeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An array of the one class that the driver sends in this form. */
    public @Nullable Object[] newArray(int length) {
        return (@Nullable Object[]) Array.newInstance(element, length);
    }
}
