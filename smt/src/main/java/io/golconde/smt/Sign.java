package io.golconde.smt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sign of a comparison. */
enum Sign {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST;

    private static final Map<String, Sign> BY_TEXT =
            Map.of("=", EQUAL, "<>", UNEQUAL, "!=", UNEQUAL, "<", LESS, "<=", AT_MOST, ">", GREATER, ">=", AT_LEAST);

    /** Null where there is no such sign. */
    static @Nullable Sign of(String text) {
        return BY_TEXT.get(text);
    }

    /** Whether it asks which one is greater. */
    boolean orders() {
        return this != EQUAL && this != UNEQUAL;
    }

    /**
     * Whether it holds between two values.
     *
     * @param order how they compare, as {@link Comparable} has it
     */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
