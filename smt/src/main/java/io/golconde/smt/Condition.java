package io.golconde.smt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on the columns of a row. */
sealed interface Condition {
    Truth of(ConditionRow row);

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public Truth of(ConditionRow row) {
            Truth all = Truth.TRUE;
            for (Condition part : parts) {
                all = all.and(part.of(row));
            }
            return all;
        }
    }

    /** Any of them. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public Truth of(ConditionRow row) {
            Truth any = Truth.FALSE;
            for (Condition part : parts) {
                any = any.or(part.of(row));
            }
            return any;
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public Truth of(ConditionRow row) {
            return inner.of(row).not();
        }
    }

    record IsNull(String column) implements Condition {
        @Override
        public Truth of(ConditionRow row) {
            return Truth.of(row.get(column) == null);
        }
    }

    record Comparison(String column, Sign sign, Literal literal) implements Condition {
        @Override
        public Truth of(ConditionRow row) {
            @Nullable Object value = row.known(column);
            return value == null
                    ? Truth.UNKNOWN
                    : Truth.of(sign.holds(literal.compare(value, new ConditionColumn(row, column, sign))));
        }
    }
}
