package io.golconde.sink.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The value by which a source says that it does not know the column's: it was large and has not changed.
 *
 * <p>Source of the forms: Debezium's PostgreSQL connector, {@code unavailable.value.placeholder}. Text is the placeholder
 * itself, bytes are its bytes (as bytes, or in base64 or hex), a map has it as key and value, an array of text, bytes or
 * uuids has it as its only element, and an array of numbers has one element for each of its bytes. Arrays of booleans,
 * where it would be nothing but {@code true}, are not told from what they could mean.
 */
public final class Placeholder {
    private static final String HEX_PREFIX = "hex:";

    private final byte[] bytes;
    private final String text;
    private final Set<String> texts;
    private final int longest;

    private Placeholder(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.UTF_8);
        this.texts = Set.copyOf(Arrays.asList(
                text,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                JsonText.of(Map.of(text, text))));
        this.longest = texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * Reads the setting's text, which is Debezium's.
     *
     * @param setting the placeholder, or {@code hex:} and its bytes, else an IllegalArgumentException says so; null where it is empty, for there is none then
     */
    public static @Nullable Placeholder parse(String setting) {
        if (setting.isEmpty()) {
            return null;
        }
        return new Placeholder(
                setting.startsWith(HEX_PREFIX)
                        ? parseHex(setting.substring(HEX_PREFIX.length()))
                        : setting.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] parseHex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have hexadecimal digits after hex:", e);
        }
    }

    /** Whether it has a form among the values of this schema; null stands for values without one. */
    public static boolean isPossible(@Nullable Schema schema) {
        if (schema == null) {
            return true;
        }
        return switch (schema.type()) {
            case STRING, BYTES, ARRAY, MAP -> true;
            default -> false;
        };
    }

    public boolean is(Object value) {
        if (value instanceof String string) {
            return string.length() <= longest && texts.contains(string);
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return Arrays.equals(Bytes.of(value), bytes);
        }
        if (value instanceof Collection<?> list) {
            return isOnlyElement(list) || isBytes(list);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && text.equals(map.get(text));
    }

    private boolean isOnlyElement(Collection<?> list) {
        if (list.size() != 1) {
            return false;
        }
        Object element = list.iterator().next();
        return element != null
                && !(element instanceof Collection)
                && (is(element) || UUID.nameUUIDFromBytes(bytes).toString().equals(element));
    }

    private boolean isBytes(Collection<?> list) {
        if (list.size() != bytes.length) {
            return false;
        }
        int i = 0;
        for (Object element : list) {
            if (!(element instanceof Number number) || !isByte(number, bytes[i++])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isByte(Number number, byte expected) {
        return number instanceof BigDecimal decimal
                ? decimal.unscaledValue().equals(BigInteger.valueOf(expected))
                : number.doubleValue() == expected;
    }
}
