package io.golconde.sink.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Plain values as PostgreSQL's numbers and booleans, within their ranges and never rounded to an integer. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Numbers() {}

    static Object bool(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> true;
                case "false", "f", "no", "n", "off", "0" -> false;
                default -> throw Conversion.unfit("truth values for a boolean column", value);
            };
        }
        throw Conversion.unfit("truth values for a boolean column", value);
    }

    static Short int2(Object value) {
        return value instanceof Short number ? number : (short) within(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static Integer int4(Object value) {
        return value instanceof Integer number ? number : (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Long int8(Object value) {
        return value instanceof Long number ? number : within(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Float float4(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        float number = value instanceof String text ? Float.parseFloat(real(text)) : (float) wide(value);
        return checked(number, value).floatValue();
    }

    static Double float8(Object value) {
        return checked(value instanceof String text ? Double.parseDouble(real(text)) : wide(value), value);
    }

    private static double wide(Object value) {
        return value instanceof Float || value instanceof Double
                ? ((Number) value).doubleValue()
                : decimal(value).doubleValue();
    }

    /** Infinity must be meant. */
    private static Double checked(double number, Object value) {
        if (Double.isInfinite(number) && !isInfinite(value)) {
            throw Conversion.unfit("numbers in its range", value);
        }
        return number;
    }

    private static boolean isInfinite(Object value) {
        if (value instanceof String text) {
            return !DECIMAL.matcher(text.strip()).matches();
        }
        return value instanceof Number number
                && !(value instanceof BigDecimal)
                && Double.isInfinite(number.doubleValue());
    }

    /** PostgreSQL's spelling of a floating-point number in Java's. */
    private static String real(String text) {
        String stripped = text.strip();
        if (DECIMAL.matcher(stripped).matches()) {
            return stripped;
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "nan" -> "NaN";
            case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
            case "-inf", "-infinity" -> "-Infinity";
            default -> throw Conversion.unfit("numbers for a column of numbers", text);
        };
    }

    private static long within(Object value, long min, long max) {
        long number;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else {
            number = exactLong(value);
        }
        if (number < min || number > max) {
            throw Conversion.unfit("integers from " + min + " to " + max, value);
        }
        return number;
    }

    private static long exactLong(Object value) {
        try {
            return decimal(value).longValueExact();
        } catch (ArithmeticException e) {
            throw Conversion.unfit("integers for an integer column", value);
        }
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Boolean set) {
            return set ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number || value instanceof String) {
            try {
                return new BigDecimal(value.toString().strip());
            } catch (NumberFormatException e) {
                throw Conversion.unfit("numbers for a column of numbers", value);
            }
        }
        throw Conversion.unfit("numbers for a column of numbers", value);
    }
}
