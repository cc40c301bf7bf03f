package io.golconde.smt;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** What is shown instead of a value. A null stays null in all of them. */
sealed interface Mask extends ValueChange {
    @Override
    default boolean isFitForKeys() {
        return false;
    }

    @Override
    default boolean accepts(Schema.Type type) {
        return type == Schema.Type.STRING;
    }

    @Override
    default String accepted() {
        return "columns of text";
    }

    /** Plain text: what the column's name, parameters and default say of its values is no longer so. */
    @Override
    default Schema schema(Schema from) {
        return from.isOptional() ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA;
    }

    /** Nothing. */
    record Nothing() implements Mask {
        @Override
        public boolean accepts(Schema.Type type) {
            return true;
        }

        @Override
        public String accepted() {
            return "columns";
        }

        @Override
        public Schema schema(Schema from) {
            if (from.isOptional() && from.defaultValue() == null) {
                return from;
            }
            return from.type().isPrimitive()
                    ? Document.schemaLike(from).optional().build()
                    : Schema.OPTIONAL_STRING_SCHEMA;
        }

        @Override
        public @Nullable Object of(@Nullable Object value) {
            return null;
        }
    }

    /** The same for all rows. */
    record Fixed(String shown, Unavailable unavailable) implements Mask {
        @Override
        public @Nullable Object of(@Nullable Object value) {
            return value == null || unavailable.is(value) ? value : shown;
        }
    }

    /** Its first and last characters, with stars between them; only stars where there is nothing between them. */
    record Partial(int first, int last, Unavailable unavailable) implements Mask {
        private static final String STAR = "*";

        @Override
        public @Nullable Object of(@Nullable Object value) {
            return value == null || unavailable.is(value) ? value : masked(value.toString());
        }

        private String masked(String text) {
            int length = text.codePointCount(0, text.length());
            if (length <= first + last) {
                return STAR.repeat(length);
            }
            return text.substring(0, text.offsetByCodePoints(0, first))
                    + STAR.repeat(length - first - last)
                    + text.substring(text.offsetByCodePoints(text.length(), -last));
        }
    }

    /** A keyed hash (HMAC-SHA-256) in hexadecimal: equal for equal values, so that joins hold. */
    record Hash(Mac mac, Unavailable unavailable) implements Mask {
        private static final String ALGORITHM = "HmacSHA256";

        static Hash of(String key, Unavailable unavailable) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                return new Hash(mac, unavailable);
            } catch (GeneralSecurityException e) {
                throw new ConnectException("This Java has no " + ALGORITHM, e);
            }
        }

        @Override
        public boolean isFitForKeys() {
            return true;
        }

        @Override
        public boolean accepts(Schema.Type type) {
            return type.isPrimitive();
        }

        @Override
        public String accepted() {
            return "columns with one value";
        }

        @Override
        public @Nullable Object of(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            return unavailable.is(value) ? unavailable.text() : HexFormat.of().formatHex(mac.doFinal(bytes(value)));
        }

        /** Numbers by their digits, whatever their width, for a column may refer to one of another type. */
        private static byte[] bytes(Object value) {
            if (value instanceof byte[] bytes) {
                return bytes;
            }
            if (value instanceof ByteBuffer buffer) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                return bytes;
            }
            String text = value.toString();
            if (value instanceof BigDecimal number) {
                text = number.toPlainString();
            } else if (value instanceof Date time) {
                text = time.toInstant().toString();
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
