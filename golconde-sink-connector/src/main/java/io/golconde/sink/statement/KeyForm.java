package io.golconde.sink.statement;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** How values of a type are compared here the way the server compares them, where that is known. */
enum KeyForm {
    /** Equal values have one spelling. */
    IDENTICAL,
    /** 1.0 is 1.00. */
    NUMERIC {
        @Override
        Object of(Object value) {
            try {
                return new BigDecimal(value.toString()).stripTrailingZeros();
            } catch (NumberFormatException notFinite) {
                return value;
            }
        }
    },
    /** Spaces at the end count for nothing. */
    PADDED {
        @Override
        Object of(Object value) {
            String text = value.toString();
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
            return text.substring(0, end);
        }
    },
    /** Only the server knows, as with citext or a time in another zone. */
    UNKNOWN;

    /** The value as part of a key: an object with the equality of the key, as far as it is known, and an order. */
    Object of(Object value) {
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }
}
