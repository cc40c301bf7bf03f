package io.golconde.smt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * How points in time travel, in Connect's logical types and Debezium's. Source of the forms: the Debezium PostgreSQL
 * connector's documentation, "Temporal types".
 */
record Moment(Kind kind, Function<Object, Comparable<?>> reader) {
    private static final String DEBEZIUM = "io.debezium.time.";
    private static final Map<String, Moment> BY_NAME = Map.ofEntries(
            Map.entry(
                    org.apache.kafka.connect.data.Date.LOGICAL_NAME,
                    new Moment(Kind.DATE, value -> LocalDate.ofInstant(((Date) value).toInstant(), ZoneOffset.UTC))),
            Map.entry(
                    Time.LOGICAL_NAME,
                    new Moment(Kind.TIME, value -> Duration.between(Instant.EPOCH, ((Date) value).toInstant()))),
            Map.entry(
                    Timestamp.LOGICAL_NAME,
                    new Moment(
                            Kind.TIMESTAMP,
                            value -> LocalDateTime.ofInstant(((Date) value).toInstant(), ZoneOffset.UTC))),
            Map.entry(DEBEZIUM + "Date", new Moment(Kind.DATE, value -> date(((Number) value).intValue()))),
            Map.entry(DEBEZIUM + "Time", time(TimeUnit.MILLISECONDS)),
            Map.entry(DEBEZIUM + "MicroTime", time(TimeUnit.MICROSECONDS)),
            Map.entry(DEBEZIUM + "NanoTime", time(TimeUnit.NANOSECONDS)),
            Map.entry(DEBEZIUM + "Timestamp", timestamp(TimeUnit.MILLISECONDS)),
            Map.entry(DEBEZIUM + "MicroTimestamp", timestamp(TimeUnit.MICROSECONDS)),
            Map.entry(DEBEZIUM + "NanoTimestamp", timestamp(TimeUnit.NANOSECONDS)),
            Map.entry(
                    DEBEZIUM + "ZonedTimestamp",
                    new Moment(Kind.INSTANT, value -> Kind.INSTANT.parse((String) value))));

    /** The form of a schema's values, null where they are no points in time. */
    static @Nullable Moment of(@Nullable Schema schema) {
        return schema == null || schema.name() == null ? null : BY_NAME.get(schema.name());
    }

    /** The value as what its kind makes of texts. */
    Comparable<?> read(Object value) {
        return reader.apply(value);
    }

    private static LocalDate date(int days) {
        return switch (days) {
            case Integer.MAX_VALUE -> LocalDate.MAX;
            case Integer.MIN_VALUE -> LocalDate.MIN;
            default -> LocalDate.ofEpochDay(days);
        };
    }

    private static Moment time(TimeUnit unit) {
        return new Moment(Kind.TIME, value -> Duration.of(((Number) value).longValue(), unit.toChronoUnit()));
    }

    private static Moment timestamp(TimeUnit unit) {
        return new Moment(Kind.TIMESTAMP, value -> timestamp(((Number) value).longValue(), unit));
    }

    private static LocalDateTime timestamp(long number, TimeUnit unit) {
        if (number == Long.MAX_VALUE || number == Long.MIN_VALUE) {
            return number > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        long second = unit.convert(1, TimeUnit.SECONDS);
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(number, second), (int) unit.toNanos(Math.floorMod(number, second)), ZoneOffset.UTC);
    }

    /** What a point in time says. */
    enum Kind {
        DATE("2026-01-31") {
            @Override
            Comparable<?> extreme(boolean last) {
                return last ? LocalDate.MAX : LocalDate.MIN;
            }

            @Override
            Comparable<?> parsed(String text) {
                return LocalDate.parse(text);
            }
        },
        /** As what has passed of the day: it may end at 24:00. */
        TIME("18:30:00") {
            @Override
            Comparable<?> extreme(boolean last) {
                return Duration.ofSeconds(last ? Long.MAX_VALUE : Long.MIN_VALUE);
            }

            @Override
            Comparable<?> parsed(String text) {
                return text.equals("24:00") || text.equals("24:00:00")
                        ? Duration.ofDays(1)
                        : Duration.ofNanos(LocalTime.parse(text).toNanoOfDay());
            }
        },
        TIMESTAMP("2026-01-31T18:30:00") {
            @Override
            Comparable<?> extreme(boolean last) {
                return last ? LocalDateTime.MAX : LocalDateTime.MIN;
            }

            @Override
            Comparable<?> parsed(String text) {
                return LocalDateTime.parse(text.indexOf(':') < 0 ? text + "T00:00" : text.replace(' ', 'T'));
            }
        },
        INSTANT("2026-01-31T18:30:00Z") {
            @Override
            Comparable<?> extreme(boolean last) {
                return last ? Instant.MAX : Instant.MIN;
            }

            @Override
            Comparable<?> parsed(String text) {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            }
        };

        /** As PostgreSQL writes it. */
        static final String INFINITY = "infinity";

        static final String MINUS_INFINITY = "-infinity";

        private final String example;

        Kind(String example) {
            this.example = example;
        }

        /** What stands for infinity, or for -infinity. */
        abstract Comparable<?> extreme(boolean last);

        abstract Comparable<?> parsed(String text);

        String example() {
            return example;
        }

        /**
         * Reads ISO 8601, with T or a blank before the time, and PostgreSQL's infinity.
         *
         * @throws DataException without the text, if it is none
         */
        Comparable<?> parse(String text) {
            try {
                return switch (text) {
                    case INFINITY -> extreme(true);
                    case MINUS_INFINITY -> extreme(false);
                    default -> parsed(text);
                };
            } catch (DateTimeException e) {
                throw new DataException("texts like " + example);
            }
        }
    }
}
