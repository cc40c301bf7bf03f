package io.golconde.core.type;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How much there is of a value in its Connect form. */
public final class ValueBytes {
    private ValueBytes() {}

    /** Bytes that any converter needs at least for what can be large: of a text one for each character. */
    public static long atLeast(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] binary) {
            return binary.length;
        }
        if (value instanceof BigDecimal number) {
            return number.unscaledValue().bitLength() / Byte.SIZE;
        }
        return value instanceof Struct struct ? Decimals.bytes(struct) : 0;
    }
}
