package io.golconde.core.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * Dates and times in the forms that count milliseconds, from and to what {@link TemporalText} reads and writes: numbers, which
 * hold nothing smaller, and Connect's own types, for which the rest is cut off.
 */
final class Millis {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    private static final String CONNECT = TimeMode.SETTING + '=' + TimeMode.CONNECT.word();
    private static final String MICROSECONDS_HOLD_IT =
            "Set " + TimeMode.SETTING + '=' + TimeMode.MICROSECONDS.word() + ", which holds it";

    private Millis() {}

    static Integer ofDay(LocalTime time) {
        if (!time.equals(LocalTime.MAX)) {
            checkWhole(time);
        }
        return Math.toIntExact(TemporalText.microsOfDay(time) / MICROS_PER_MILLI);
    }

    /** The int64 extremes are -infinity and infinity, as of microseconds. */
    static Long of(LocalDateTime timestamp) {
        if (isInfinite(timestamp)) {
            return TemporalText.micros(timestamp);
        }
        checkWhole(timestamp.toLocalTime());
        return timestamp.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static String time(long millis) {
        return TemporalText.time(Math.multiplyExact(millis, MICROS_PER_MILLI));
    }

    static String timestamp(long millis) {
        return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
                ? TemporalText.timestamp(millis)
                : TemporalText.timestamp(LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, MILLIS_PER_SECOND),
                        (int) Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI,
                        ZoneOffset.UTC));
    }

    static Date connectDate(LocalDate date) {
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            throw new UnfitValueException(CONNECT + " holds no infinity", MICROSECONDS_HOLD_IT);
        }
        return Date.from(date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    static Date connectTime(LocalTime time) {
        if (time.equals(LocalTime.MAX)) {
            throw new UnfitValueException(CONNECT + " holds no 24:00", MICROSECONDS_HOLD_IT);
        }
        return Date.from(Instant.EPOCH.plusNanos(time.toNanoOfDay()));
    }

    static Date connectTimestamp(LocalDateTime timestamp) {
        if (isInfinite(timestamp)) {
            throw new UnfitValueException(CONNECT + " holds no infinity", MICROSECONDS_HOLD_IT);
        }
        return Date.from(timestamp.toInstant(ZoneOffset.UTC));
    }

    static long ofConnect(Object value) {
        return ((Date) value).toInstant().toEpochMilli();
    }

    static String date(Object connect) {
        return TemporalText.date(Math.toIntExact(Instant.ofEpochMilli(ofConnect(connect))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toEpochDay()));
    }

    private static boolean isInfinite(LocalDateTime timestamp) {
        return timestamp.equals(LocalDateTime.MAX) || timestamp.equals(LocalDateTime.MIN);
    }

    /** A column that declares milliseconds has nothing smaller, unless it was altered just now. */
    private static void checkWhole(LocalTime time) {
        if (time.toNanoOfDay() % NANOS_PER_MILLI != 0) {
            throw new UnfitValueException(
                    "the schema that " + TimeMode.SETTING + " gives it holds whole milliseconds", MICROSECONDS_HOLD_IT);
        }
    }
}
