package io.golconde.sink.value;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;

/** Bytes in the forms they arrive in: an array, a buffer, PostgreSQL's hex text, base64 as JSON carries them. */
final class Bytes {
    private static final String HEX = "\\x";

    private Bytes() {}

    static byte[] of(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof String text) {
            return parse(text);
        }
        throw Conversion.unfit("bytes for a bytea column", value);
    }

    static String hex(byte[] bytes) {
        return HEX + HexFormat.of().formatHex(bytes);
    }

    private static byte[] parse(String text) {
        try {
            return text.startsWith(HEX)
                    ? HexFormat.of().parseHex(text.substring(HEX.length()))
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DataException("Only base64 or hex text for a bytea column, found: other text");
        }
    }
}
