package io.golconde.smt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The value by which Debezium says that it does not know a large one that has not changed. Source of the forms: its
 * {@code unavailable.value.placeholder} and {@code binary.handling.mode}.
 */
record Unavailable(String text, Set<Object> forms) {
    static final String SETTING = "unavailable.value.placeholder";
    static final String DEFAULT = "__debezium_unavailable_value";

    /** An empty text stands for no such value. */
    static Unavailable of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Unavailable(
                text,
                text.isEmpty()
                        ? Set.of()
                        : Set.of(
                                text,
                                ByteBuffer.wrap(bytes),
                                Base64.getEncoder().encodeToString(bytes),
                                HexFormat.of().formatHex(bytes)));
    }

    boolean is(Object value) {
        return forms.contains(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
    }
}
