package io.golconde.smt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** A type to cast to. */
interface CastTarget {
    SchemaBuilder schema();

    /** Whether different values stay different. */
    boolean keepsDifferences();

    /**
     * Casts a plain value, or a point in time as {@link Moment} reads it.
     *
     * @throws Unfit if that loses what the type is there for
     */
    Object cast(Object value, MomentText text);

    /** What is cast in the form that the schema asks for. */
    default Object wire(Object cast) {
        return cast;
    }

    /** What is cast in a form that needs no schema. */
    default Object bare(Object cast) {
        return cast;
    }

    private static BigDecimal number(Object value, String only) {
        try {
            if (value instanceof Boolean set) {
                return set ? BigDecimal.ONE : BigDecimal.ZERO;
            }
            if (Numeral.of(value).number() instanceof BigDecimal number) {
                return number;
            }
        } catch (DataException e) {
            throw new Unfit(only);
        }
        throw new Unfit(only);
    }

    /** Text. */
    record Text() implements CastTarget {
        @Override
        public SchemaBuilder schema() {
            return SchemaBuilder.string();
        }

        @Override
        public boolean keepsDifferences() {
            return true;
        }

        @Override
        public Object cast(Object value, MomentText text) {
            if (value instanceof BigDecimal number) {
                return number.toPlainString();
            }
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                return value.toString();
            }
            boolean moment = value instanceof TemporalAccessor || value instanceof Duration;
            return moment ? text.print(value) : numeral(value);
        }

        private static String numeral(Object value) {
            return number(value, "numbers, texts, booleans and points in time").toPlainString();
        }
    }

    /** Whole numbers of some width. */
    record Whole(Schema.Type type) implements CastTarget {
        @Override
        public SchemaBuilder schema() {
            return new SchemaBuilder(type);
        }

        @Override
        public boolean keepsDifferences() {
            return true;
        }

        @Override
        public Object cast(Object value, MomentText text) {
            String only = "whole numbers of " + type.name().toLowerCase(Locale.ROOT);
            BigDecimal number = number(value, only);
            try {
                return switch (type) {
                    case INT8 -> number.byteValueExact();
                    case INT16 -> number.shortValueExact();
                    case INT32 -> number.intValueExact();
                    default -> number.longValueExact();
                };
            } catch (ArithmeticException e) {
                throw new Unfit(only);
            }
        }
    }

    /** Floating-point numbers, to which others are rounded. */
    record Real(Schema.Type type) implements CastTarget {
        @Override
        public SchemaBuilder schema() {
            return new SchemaBuilder(type);
        }

        @Override
        public boolean keepsDifferences() {
            return false;
        }

        @Override
        public Object cast(Object value, MomentText text) {
            String only = "numbers of " + type.name().toLowerCase(Locale.ROOT);
            try {
                Number number = Numeral.of(value).number();
                double wide = type == Schema.Type.FLOAT32 ? number.floatValue() : number.doubleValue();
                if (Double.isInfinite(wide) && number instanceof BigDecimal) {
                    throw new Unfit(only);
                }
                return type == Schema.Type.FLOAT32 ? (Object) (float) wide : (Object) wide;
            } catch (DataException e) {
                throw new Unfit(only);
            }
        }
    }

    /** Booleans. */
    record Truths() implements CastTarget {
        @Override
        public SchemaBuilder schema() {
            return SchemaBuilder.bool();
        }

        @Override
        public boolean keepsDifferences() {
            return false;
        }

        @Override
        public Object cast(Object value, MomentText text) {
            return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> true;
                case "false", "f", "no", "n", "off", "0" -> false;
                default -> throw new Unfit("booleans, 1 and 0, and texts such as true, yes, no and off");
            };
        }
    }

    /** Decimals with so many digits behind the point. */
    record Decimal(int scale) implements CastTarget {
        @Override
        public SchemaBuilder schema() {
            return org.apache.kafka.connect.data.Decimal.builder(scale);
        }

        @Override
        public boolean keepsDifferences() {
            return true;
        }

        @Override
        public Object cast(Object value, MomentText text) {
            try {
                return number(value, "numbers").setScale(scale, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw new Unfit("numbers with " + scale + " digits behind the point or less");
            }
        }

        @Override
        public Object bare(Object cast) {
            return ((BigDecimal) cast).toPlainString();
        }
    }
}
