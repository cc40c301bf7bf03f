package io.golconde.smt;

import io.golconde.core.type.WireType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Points in time as types to cast to: in Connect's logical types, which have milliseconds, or Debezium's, which have
 * microseconds. Nothing is cut off.
 */
sealed interface MomentTarget extends CastTarget {
    @Override
    default boolean keepsDifferences() {
        return false;
    }

    @Override
    default Object bare(Object cast) {
        return new MomentText(null).print(cast);
    }

    /** The timestamp that a value says. */
    private static LocalDateTime timestamp(Object value, MomentText text) {
        if (value instanceof String written) {
            return text.timestamp(written);
        }
        if (value instanceof Instant instant) {
            if (instant.equals(Instant.MAX) || instant.equals(Instant.MIN)) {
                return instant.equals(Instant.MAX) ? LocalDateTime.MAX : LocalDateTime.MIN;
            }
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof LocalDate date) {
            return date.equals(LocalDate.MAX) ? LocalDateTime.MAX : date.atStartOfDay();
        }
        if (value instanceof LocalDateTime timestamp) {
            return timestamp;
        }
        throw new Unfit("dates, timestamps and their texts");
    }

    private static boolean isFinite(LocalDateTime timestamp) {
        return timestamp.getYear() != LocalDate.MAX.getYear() && timestamp.getYear() != LocalDate.MIN.getYear();
    }

    /** Days. */
    record Dates() implements MomentTarget {
        @Override
        public SchemaBuilder schema() {
            return org.apache.kafka.connect.data.Date.builder();
        }

        @Override
        public Object cast(Object value, MomentText text) {
            LocalDateTime timestamp = timestamp(value, text);
            if (!isFinite(timestamp)) {
                throw new Unfit("finite dates");
            }
            return timestamp.toLocalDate();
        }

        @Override
        public Object wire(Object cast) {
            return Date.from(((LocalDate) cast).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    /** Times of the day. */
    record Times(boolean micros) implements MomentTarget {
        @Override
        public SchemaBuilder schema() {
            return micros ? microSchema(WireType.TIME, "time") : Time.builder();
        }

        @Override
        public Object cast(Object value, MomentText text) {
            Duration time = time(value, text);
            if (!micros && time.equals(Duration.ofDays(1))) {
                throw new Unfit("times before 24:00 (time(6) has it)");
            }
            checkUnit(time.toNanos(), micros, "time(6)");
            return time;
        }

        private static Duration time(Object value, MomentText text) {
            if (value instanceof Duration time) {
                return time;
            }
            if (value instanceof String written) {
                return text.time(written);
            }
            if (value instanceof LocalDate) {
                throw new Unfit("times, timestamps and their texts");
            }
            LocalDateTime timestamp = timestamp(value, text);
            if (!isFinite(timestamp)) {
                throw new Unfit("finite timestamps");
            }
            return Duration.ofNanos(timestamp.toLocalTime().toNanoOfDay());
        }

        @Override
        public Object wire(Object cast) {
            Duration time = (Duration) cast;
            return micros
                    ? (Object) (time.toNanos() / ChronoUnit.MICROS.getDuration().toNanos())
                    : Date.from(Instant.EPOCH.plus(time));
        }
    }

    /** Timestamps, in UTC where the value has a zone. */
    record Timestamps(boolean micros) implements MomentTarget {
        @Override
        public boolean keepsDifferences() {
            return true;
        }

        @Override
        public SchemaBuilder schema() {
            return micros ? microSchema(WireType.TIMESTAMP, "timestamp") : Timestamp.builder();
        }

        @Override
        public Object cast(Object value, MomentText text) {
            LocalDateTime timestamp = timestamp(value, text);
            if (isFinite(timestamp)) {
                checkUnit(timestamp.toLocalTime().toNanoOfDay(), micros, "timestamp(6)");
            } else if (!micros) {
                throw new Unfit("finite timestamps (timestamp(6) has infinity)");
            }
            return timestamp;
        }

        @Override
        public Object wire(Object cast) {
            LocalDateTime timestamp = (LocalDateTime) cast;
            if (!isFinite(timestamp)) {
                return timestamp.getYear() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            }
            Instant instant = timestamp.toInstant(ZoneOffset.UTC);
            return micros ? (Object) ChronoUnit.MICROS.between(Instant.EPOCH, instant) : Date.from(instant);
        }
    }

    private static SchemaBuilder microSchema(WireType form, String type) {
        Schema schema = form.schema(type, false);
        return new SchemaBuilder(schema.type()).name(schema.name()).version(schema.version());
    }

    private static void checkUnit(long nanos, boolean micros, String finer) {
        ChronoUnit unit = micros ? ChronoUnit.MICROS : ChronoUnit.MILLIS;
        if (nanos % unit.getDuration().toNanos() != 0) {
            throw new Unfit(
                    micros
                            ? "points in time in microseconds"
                            : "points in time in milliseconds (" + finer + " has more)");
        }
    }
}
