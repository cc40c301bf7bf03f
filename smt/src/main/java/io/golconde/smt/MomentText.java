package io.golconde.smt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as text: in a format, else as ISO 8601 and PostgreSQL have it. */
record MomentText(@Nullable DateTimeFormatter format) {
    private static final int LAST_YEAR = 9_999;
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    /** Refuses a wrong pattern with an IllegalArgumentException. */
    static MomentText of(@Nullable String pattern) {
        return new MomentText(pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    /** The text of a point in time as {@link Moment} reads it. */
    String print(Object moment) {
        for (Moment.Kind kind : Moment.Kind.values()) {
            if (moment.equals(kind.extreme(true))) {
                return Moment.Kind.INFINITY;
            }
            if (moment.equals(kind.extreme(false))) {
                return Moment.Kind.MINUS_INFINITY;
            }
        }
        try {
            return moment.equals(Duration.ofDays(1)) ? "24:00:00" : printed(temporal(moment));
        } catch (DateTimeException e) {
            throw new Unfit("points in time that have what the format shows");
        }
    }

    private static TemporalAccessor temporal(Object moment) {
        if (moment instanceof Duration time) {
            return LocalTime.ofNanoOfDay(time.toNanos());
        }
        return moment instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : (TemporalAccessor) moment;
    }

    private String printed(TemporalAccessor moment) {
        if (moment.isSupported(ChronoField.YEAR)
                && (moment.get(ChronoField.YEAR) < 1 || moment.get(ChronoField.YEAR) > LAST_YEAR)) {
            throw new Unfit("points in time of the years 1 to " + LAST_YEAR);
        }
        return (format == null ? iso(moment) : format).format(moment);
    }

    private static DateTimeFormatter iso(TemporalAccessor moment) {
        if (moment instanceof LocalDate) {
            return DateTimeFormatter.ISO_LOCAL_DATE;
        }
        return moment instanceof LocalTime ? DateTimeFormatter.ISO_LOCAL_TIME : ISO;
    }

    /** Reads a time of the day. */
    Duration time(String text) {
        try {
            return format == null
                    ? (Duration) Moment.Kind.TIME.parsed(text)
                    : Duration.ofNanos(format.parse(text, LocalTime::from).toNanoOfDay());
        } catch (DateTimeException e) {
            throw unread("18:30:00");
        }
    }

    /** Reads a date, a timestamp, or one with a zone, which becomes UTC; a date is its midnight. */
    LocalDateTime timestamp(String text) {
        if (text.equals(Moment.Kind.INFINITY) || text.equals(Moment.Kind.MINUS_INFINITY)) {
            return text.equals(Moment.Kind.INFINITY) ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        try {
            TemporalAccessor found = format == null
                    ? ISO.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)
                    : format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (found instanceof OffsetDateTime zoned) {
                return zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            }
            return found instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) found;
        } catch (DateTimeException e) {
            throw unread("2026-01-31T18:30:00");
        }
    }

    private Unfit unread(String example) {
        return new Unfit(format == null ? "texts like " + example : "texts in the format");
    }
}
