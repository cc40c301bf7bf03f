package io.golconde.core.type;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;

/** Bytes as text: in base64, or in hex digits without PostgreSQL's prefix. */
final class BinaryText {
    private BinaryText() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String base64UrlSafe(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String ofBase64(Object text) {
        return bytea(text, Base64.getDecoder()::decode, "base64");
    }

    static String ofBase64UrlSafe(Object text) {
        return bytea(text, Base64.getUrlDecoder()::decode, "URL-safe base64");
    }

    static String ofHex(Object text) {
        return bytea(text, HexFormat.of()::parseHex, "hex");
    }

    private static String bytea(Object text, Function<String, byte[]> decoder, String encoding) {
        try {
            return "\\x" + hex(decoder.apply(text.toString()));
        } catch (IllegalArgumentException e) {
            // its message may hold the value
            throw new DataException("Only " + encoding + " in a field that is marked so, found: other text");
        }
    }
}
