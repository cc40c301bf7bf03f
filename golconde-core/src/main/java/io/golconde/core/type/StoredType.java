package io.golconde.core.type;

/**
 * A type as a column stores its values: domains resolved.
 *
 * @param name {@code pg_type.typname}
 * @param modifier as {@code pg_attribute.atttypmod} has it; {@link #UNLIMITED} where there is none
 */
public record StoredType(String name, int modifier) {
    public static final int UNLIMITED = -1;

    private static final int MILLI_DIGITS = 3;
    private static final int HEADER = 4;
    private static final int SCALE_BITS = 11;
    private static final int SCALE_SIGN = 1 << (SCALE_BITS - 1);

    public static StoredType unlimited(String name) {
        return new StoredType(name, UNLIMITED);
    }

    public boolean isUnlimited() {
        return modifier == UNLIMITED;
    }

    /** Whether a time or timestamp column holds nothing smaller than milliseconds. */
    boolean isInMillis() {
        return !isUnlimited() && modifier <= MILLI_DIGITS;
    }

    /**
     * Digits behind the point with which all values of a numeric column are printed. PostgreSQL 15 has declared scales below
     * zero, of which the values are whole numbers, and such over the precision.
     */
    int scale() {
        return Math.max(0, declaredScale());
    }

    /** Most digits that a number of {@link #scale} digits behind the point has. */
    int precision() {
        int declared = (modifier - HEADER) >> 16;
        return Math.max(declared - Math.min(0, declaredScale()), scale());
    }

    private int declaredScale() {
        int bits = (modifier - HEADER) & ((1 << SCALE_BITS) - 1);
        return (bits ^ SCALE_SIGN) - SCALE_SIGN;
    }

    /** As in a declaration. */
    @Override
    public String toString() {
        if (isUnlimited()) {
            return name;
        }
        return name.equals("numeric")
                ? "numeric(%d,%d)".formatted((modifier - HEADER) >> 16, declaredScale())
                : "%s(%d)".formatted(name, modifier);
    }
}
