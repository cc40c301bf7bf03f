package io.golconde.sink.statement;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which of two versions is the later one, in the forms of their column, as far as that is known without the server. */
final class VersionOrder {
    /** As both ends of Golconde write times; the fraction and the zone, which is UTC, may be missing. */
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:(\\.\\d{0,5}[1-9])0*|\\.0+)?(Z|\\+00|\\+00:00)?");

    private VersionOrder() {}

    static OptionalInt compare(Column column, Object left, Object right) {
        return switch (column.type().builtInName()) {
            case "int2", "int4", "int8" -> OptionalInt.of(Long.compare(number(left), number(right)));
            case "numeric" -> numerics(left.toString(), right.toString());
            case "timestamp", "timestamptz" -> times(left.toString(), right.toString());
            default -> OptionalInt.empty();
        };
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static OptionalInt numerics(String left, String right) {
        try {
            return OptionalInt.of(new BigDecimal(left).compareTo(new BigDecimal(right)));
        } catch (NumberFormatException notFinite) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt times(String left, String right) {
        String first = comparable(left);
        String second = comparable(right);
        return first.isEmpty() || second.isEmpty() ? OptionalInt.empty() : OptionalInt.of(first.compareTo(second));
    }

    private static String comparable(String time) {
        var found = TIME.matcher(time);
        return found.matches()
                ? found.group(1) + ' ' + found.group(2) + (found.group(3) == null ? "" : found.group(3))
                : "";
    }
}
