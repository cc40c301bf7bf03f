package io.golconde.core.type;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.temporal.ChronoField;
import java.util.concurrent.TimeUnit;

/**
 * Days and microseconds to the text that PostgreSQL's input functions read, and back from the driver's java.time
 * values. The driver gives infinity as the extremes of java.time and 24:00 as {@link LocalTime#MAX}.
 */
final class TemporalText {
    private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
    private static final int NANOS_PER_MICRO = 1_000;
    private static final String LAST_TIMESTAMP = "294247-01-10 04:00:54.775806"; // the int64 behind it is infinity

    private TemporalText() {}

    static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        }
        return date.equals(LocalDate.MIN) ? Integer.MIN_VALUE : Math.toIntExact(date.toEpochDay());
    }

    static String date(int days) {
        return switch (days) {
            case Integer.MAX_VALUE -> "infinity";
            case Integer.MIN_VALUE -> "-infinity";
            default -> {
                StringBuilder text = new StringBuilder(16);
                LocalDate date = LocalDate.ofEpochDay(days);
                appendDate(text, date);
                yield appendEra(text, date).toString();
            }
        };
    }

    static long microsOfDay(LocalTime time) {
        return time.equals(LocalTime.MAX) ? MICROS_PER_DAY : time.toNanoOfDay() / NANOS_PER_MICRO;
    }

    static String time(long micros) {
        if (micros == MICROS_PER_DAY) {
            return "24:00:00";
        }
        StringBuilder text = new StringBuilder(16);
        appendTime(text, LocalTime.ofNanoOfDay(Math.multiplyExact(micros, NANOS_PER_MICRO)));
        return text.toString();
    }

    static long micros(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return Long.MIN_VALUE;
        }
        try {
            long seconds = Math.multiplyExact(timestamp.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND);
            return Math.addExact(seconds, timestamp.get(ChronoField.MICRO_OF_SECOND));
        } catch (ArithmeticException e) {
            throw new UnfitValueException(
                    "no record can hold a timestamp after " + LAST_TIMESTAMP
                            + ", as its microseconds since 1970 have more than 64 bits",
                    "");
        }
    }

    static String timestamp(long micros) {
        if (micros == Long.MAX_VALUE) {
            return "infinity";
        }
        if (micros == Long.MIN_VALUE) {
            return "-infinity";
        }
        return timestamp(LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                ZoneOffset.UTC));
    }

    static String timestamp(LocalDateTime timestamp) {
        StringBuilder text = new StringBuilder(32);
        appendDate(text, timestamp.toLocalDate());
        appendTime(text.append(' '), timestamp.toLocalTime());
        return appendEra(text, timestamp.toLocalDate()).toString();
    }

    static String zoned(OffsetDateTime timestamp) {
        if (timestamp.equals(OffsetDateTime.MAX)) {
            return "infinity";
        }
        if (timestamp.equals(OffsetDateTime.MIN)) {
            return "-infinity";
        }
        LocalDateTime utc = timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        StringBuilder text = new StringBuilder(32);
        appendDate(text, utc.toLocalDate());
        appendTime(text.append('T'), utc.toLocalTime());
        return appendEra(text.append('Z'), utc.toLocalDate()).toString();
    }

    private static void appendDate(StringBuilder text, LocalDate date) {
        appendPadded(text, date.get(ChronoField.YEAR_OF_ERA), 4);
        appendPadded(text.append('-'), date.getMonthValue(), 2);
        appendPadded(text.append('-'), date.getDayOfMonth(), 2);
    }

    private static StringBuilder appendEra(StringBuilder text, LocalDate date) {
        return date.getEra() == IsoEra.BCE ? text.append(" BC") : text;
    }

    private static void appendTime(StringBuilder text, LocalTime time) {
        appendPadded(text, time.getHour(), 2);
        appendPadded(text.append(':'), time.getMinute(), 2);
        appendPadded(text.append(':'), time.getSecond(), 2);
        if (time.get(ChronoField.MICRO_OF_SECOND) > 0) {
            appendPadded(text.append('.'), time.get(ChronoField.MICRO_OF_SECOND), 6);
        }
    }

    private static void appendPadded(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
