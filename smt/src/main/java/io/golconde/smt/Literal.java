package io.golconde.smt;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What a condition compares a column with. */
sealed interface Literal {
    /**
     * How a column's value compares with this, as {@link Comparable} has it.
     *
     * @throws DataException if they do not compare
     */
    int compare(Object value, ConditionColumn column);

    record OfNumber(BigDecimal number) implements Literal {
        @Override
        public int compare(Object value, ConditionColumn column) {
            if (Moment.of(column.schema()) != null) {
                throw column.refusal("texts such as '2026-01-31' for points in time", value);
            }
            try {
                return Numeral.of(value).compareTo(new Numeral(number));
            } catch (DataException e) {
                throw column.refusal("numbers to compare with " + number.toPlainString(), value);
            }
        }
    }

    record OfTruth(boolean set) implements Literal {
        @Override
        public int compare(Object value, ConditionColumn column) {
            if (value instanceof Boolean truth) {
                return Boolean.compare(truth, set);
            }
            throw column.refusal("booleans to compare with " + set, value);
        }
    }

    /** A text, or a point in time in the form of the column; as such it is read once. */
    record OfText(String text, Map<Moment.Kind, Comparable<?>> moments) implements Literal {
        private static final String NUMERIC = "NUMERIC";

        OfText(String text) {
            this(text, new EnumMap<>(Moment.Kind.class));
        }

        @Override
        public int compare(Object value, ConditionColumn column) {
            Moment moment = Moment.of(column.schema());
            if (moment != null) {
                return ordered(moment(value, moment, column), constant(moment.kind(), column, value));
            }
            String sourceType = column.sourceType();
            if (!(value instanceof String found) || NUMERIC.equals(sourceType)) {
                throw column.refusal("texts to compare with a text in quotes", value);
            }
            if (sourceType != null && column.sign().orders()) {
                throw column.refusal("the signs = and <> for " + sourceType, value);
            }
            return found.compareTo(text);
        }

        private static Comparable<?> moment(Object value, Moment moment, ConditionColumn column) {
            try {
                return moment.read(value);
            } catch (DataException e) {
                throw column.refusal("texts like " + moment.kind().example(), value);
            }
        }

        private Comparable<?> constant(Moment.Kind kind, ConditionColumn column, Object value) {
            @Nullable Comparable<?> known = moments.get(kind);
            if (known == null) {
                try {
                    known = kind.parse(text);
                } catch (DataException e) {
                    throw column.refusal("texts like " + kind.example() + " in the condition", value);
                }
                moments.put(kind, known);
            }
            return known;
        }

        @SuppressWarnings("unchecked") // both are what the kind makes
        private static int ordered(Comparable<?> left, Comparable<?> right) {
            return ((Comparable<Object>) left).compareTo(right);
        }
    }
}
