package io.golconde.smt;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** A number in any of the forms in which numbers travel, with PostgreSQL's order: NaN is equal to itself and the greatest. */
record Numeral(Number number) implements Comparable<Numeral> {
    private static final String VARIABLE_SCALE = "io.debezium.data.VariableScaleDecimal";

    /**
     * Reads a value: a number, the text of one, or Debezium's decimal with its scale.
     *
     * @throws DataException if it is none
     */
    static Numeral of(Object value) {
        if (value instanceof Float || value instanceof Double) {
            return ofText(value.toString());
        }
        if (value instanceof BigDecimal number) {
            return new Numeral(number);
        }
        if (value instanceof Number number) {
            return new Numeral(BigDecimal.valueOf(number.longValue()));
        }
        if (value instanceof String text) {
            return ofText(text.strip());
        }
        if (value instanceof Struct struct
                && VARIABLE_SCALE.equals(struct.schema().name())) {
            return new Numeral(new BigDecimal(new BigInteger(struct.getBytes("value")), struct.getInt32("scale")));
        }
        throw new DataException("Only numbers");
    }

    private static Numeral ofText(String text) {
        try {
            return switch (text) {
                case "NaN", "Infinity", "-Infinity" -> new Numeral(Double.valueOf(text));
                default -> new Numeral(new BigDecimal(text));
            };
        } catch (NumberFormatException e) {
            throw new DataException("Only numbers");
        }
    }

    @Override
    public int compareTo(Numeral other) {
        return number instanceof BigDecimal left && other.number instanceof BigDecimal right
                ? left.compareTo(right)
                : Double.compare(extreme(), other.extreme());
    }

    /** Where one of the two is beyond all numbers, it is all the same which number the other one is. */
    private double extreme() {
        return number instanceof BigDecimal ? 0 : number.doubleValue();
    }
}
