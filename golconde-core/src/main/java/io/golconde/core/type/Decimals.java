package io.golconde.core.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The text of a numeric to other forms.
 *
 * <p>Source of names and fields: the Debezium PostgreSQL connector's documentation, "Decimal types".
 */
final class Decimals {
    static final String VARIABLE_SCALE = "io.debezium.data.VariableScaleDecimal";

    private static final String SCALE = "scale";
    private static final String VALUE = "value";
    /** Read by Confluent's Avro converter, too. */
    private static final String PRECISION = "connect.decimal.precision";

    private static final String STRING_HOLDS_IT = "Set " + DecimalMode.SETTING + "=string, which holds all";

    private static final Schema VARIABLE = variable().build();
    private static final Schema OPTIONAL_VARIABLE = variable().optional().build();

    private Decimals() {}

    static SchemaBuilder schema(StoredType type) {
        return Decimal.builder(type.scale()).parameter(PRECISION, Integer.toString(type.precision()));
    }

    /** There are no others, so that a value's schema is its field's. */
    static Schema variableSchema(boolean optional) {
        return optional ? OPTIONAL_VARIABLE : VARIABLE;
    }

    private static SchemaBuilder variable() {
        return SchemaBuilder.struct()
                .name(VARIABLE_SCALE)
                .version(1)
                .field(SCALE, Schema.INT32_SCHEMA)
                .field(VALUE, Schema.BYTES_SCHEMA);
    }

    static BigDecimal exact(String text) {
        return finite(text, DecimalMode.PRECISE);
    }

    /** A number with the scale of its schema. Never rounded: a stored value has no more digits than its column declares. */
    static BigDecimal scaled(BigDecimal number, Schema schema) {
        int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        try {
            return number.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new UnfitValueException(
                    "the schema that " + setting(DecimalMode.PRECISE) + " gives it holds no number of more than "
                            + scale + " digits behind the point",
                    STRING_HOLDS_IT);
        }
    }

    static Struct variable(BigDecimal number, Schema schema) {
        return new Struct(schema)
                .put(SCALE, number.scale())
                .put(VALUE, number.unscaledValue().toByteArray());
    }

    static int bytes(Struct variable) {
        return variable.getBytes(VALUE).length;
    }

    static Double nearest(String text) {
        double number = finite(text, DecimalMode.DOUBLE).doubleValue();
        if (Double.isInfinite(number)) {
            throw new UnfitValueException(
                    setting(DecimalMode.DOUBLE) + " holds no number beyond " + Double.MAX_VALUE, STRING_HOLDS_IT);
        }
        return number;
    }

    /** A double holds NaN and infinities, but Kafka's JsonConverter reads them back as 0. */
    private static BigDecimal finite(String text, DecimalMode mode) {
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            throw new UnfitValueException(setting(mode) + " holds neither NaN nor infinity", STRING_HOLDS_IT);
        }
        return new BigDecimal(text);
    }

    private static String setting(DecimalMode mode) {
        return DecimalMode.SETTING + '=' + mode.word();
    }
}
