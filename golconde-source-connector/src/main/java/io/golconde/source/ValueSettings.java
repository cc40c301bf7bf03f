package io.golconde.source;

import io.golconde.core.config.Settings;
import io.golconde.core.type.BinaryMode;
import io.golconde.core.type.DecimalMode;
import io.golconde.core.type.TimeMode;
import io.golconde.core.type.WireForms;
import org.apache.kafka.common.config.AbstractConfig;

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
                                + " refuse.");
    }

    static WireForms forms(AbstractConfig config) {
        return new WireForms(
                BinaryMode.of(config.getString(BINARY)),
                DecimalMode.of(config.getString(DECIMAL)),
                TimeMode.of(config.getString(TIME)));
    }
}
