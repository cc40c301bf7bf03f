package io.golconde.sink.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Plain values as PostgreSQL's numbers and booleans, within their ranges and never rounded to an integer. */
final class Numbers {
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
        double wide = float8(value);
        float number = (float) wide;
        if (Float.isInfinite(number) && !Double.isInfinite(wide)) {
            throw Conversion.unfit("numbers that a real can hold", value);
        }
        return number;
    }

    static Double float8(Object value) {
        if (value instanceof String text && isSpecial(text)) {
            return special(text);
        }
        if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        double number = decimal(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw Conversion.unfit("numbers that a double precision can hold", value);
        }
        return number;
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

    private static boolean isSpecial(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return name.equals("nan") || name.endsWith("inf") || name.endsWith("infinity");
    }

    private static double special(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw Conversion.unfit("numbers for a column of numbers", text);
        };
    }
}
