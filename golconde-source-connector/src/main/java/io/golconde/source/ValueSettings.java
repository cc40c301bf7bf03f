package io.golconde.source;

import io.golconde.core.config.Settings;
import io.golconde.core.type.BinaryMode;
import io.golconde.core.type.DecimalMode;
import io.golconde.core.type.TimeMode;
import io.golconde.core.type.Unavailable;
import io.golconde.core.type.WireForms;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings that say in which forms values travel. */
final class ValueSettings {
    private static final String BINARY = "binary.handling.mode";
    private static final String DECIMAL = DecimalMode.SETTING;
    private static final String TIME = TimeMode.SETTING;

    private ValueSettings() {}

    static void add(Settings settings) {
        settings.choice(
                        BINARY,
                        BinaryMode.BYTES.word(),
                        BinaryMode.words(),
                        "How the values of bytea columns travel: bytes, or text in base64, base64-url-safe or hex. A sink reads"
                                + " each of them back by the schema; from JSON without schemas only bytes and base64, for which it takes"
                                + " all text there, and so would write other bytes. After a change the fields have another type, which"
                                + " a schema registry may refuse.")
                .choice(
                        DECIMAL,
                        DecimalMode.STRING.word(),
                        DecimalMode.words(),
                        "How the values of numeric columns travel: string, as text, which holds each as it is; precise, as Connect's"
                                + " Decimal where the column has a scale, else as Debezium's VariableScaleDecimal; double, as the"
                                + " nearest double, but as text in a key. The task stops at a NaN or an infinity with precise and"
                                + " double, and at a number over 1.8e308 with double. A sink reads each of them back by the schema;"
                                + " from JSON without schemas not precise, of which it takes the bytes for text, and so might write other"
                                + " numbers. Columns of type money, and arrays, are text always. After a change the fields have"
                                + " another type, which a schema registry may refuse.")
                .choice(
                        TIME,
                        TimeMode.MICROSECONDS.word(),
                        TimeMode.words(),
                        "How dates, and times and timestamps without a zone, travel: microseconds, as Debezium's Date, MicroTime and"
                                + " MicroTimestamp, which hold each as it is; adaptive, the same, but as its Time and Timestamp, in"
                                + " milliseconds, where the column declares at most three digits; adaptive_time_microseconds, as adaptive,"
                                + " but every time in microseconds; connect, as Connect's Date, Time and Timestamp, where what is smaller"
                                + " than a millisecond is cut off, but not in a key, and at infinity or 24:00 the task stops. A sink reads"
                                + " each of them back by the schema; from JSON without schemas only microseconds: it would write other"
                                + " times of the others. After a change the fields have another type, which a schema registry may"
                                + " refuse.")
                .setting(
                        Unavailable.PLACEHOLDER,
                        ConfigDef.Type.STRING,
                        Unavailable.DEFAULT.placeholder(),
                        new Placeholder(),
                        "What stands for a value of more than 2,000 bytes that an UPDATE has kept: it is not copied again. A"
                                + " sink leaves the column alone.")
                .setting(
                        Unavailable.RESELECT,
                        ConfigDef.Type.BOOLEAN,
                        Unavailable.DEFAULT.reselected(),
                        "Whether such values are read from the table again, so that each record has the whole row, as compacted"
                                + " topics need it, and sinks that do not know the placeholder. They are as they are by now then;"
                                + " where the row is gone by now, the record is a delete.");
    }

    static WireForms forms(AbstractConfig config) {
        return new WireForms(
                BinaryMode.of(config.getString(BINARY)),
                DecimalMode.of(config.getString(DECIMAL)),
                TimeMode.of(config.getString(TIME)),
                new Unavailable(config.getString(Unavailable.PLACEHOLDER), config.getBoolean(Unavailable.RESELECT)));
    }

    /** A text that a sink's setting of this name reads as this text. */
    private record Placeholder() implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, Object value) {
            if (value.toString().isEmpty() || value.toString().startsWith("hex:")) {
                throw new ConfigException(name, value, "must be a text, which does not begin with hex:");
            }
        }

        @Override
        public String toString() {
            return "text";
        }
    }
}
