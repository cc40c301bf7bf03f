package io.golconde.core.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How dates, and times and timestamps without a zone, travel. Names and forms are those of Debezium's {@code
 * time.precision.mode}.
 */
public enum TimeMode {
    MICROSECONDS {
        @Override
        WireType form(WireType usual, StoredType type, boolean key) {
            return usual;
        }
    },
    ADAPTIVE {
        @Override
        WireType form(WireType usual, StoredType type, boolean key) {
            return usual == WireType.TIME && type.isInMillis()
                    ? WireType.MILLI_TIME
                    : ADAPTIVE_TIME_MICROSECONDS.form(usual, type, key);
        }
    },
    ADAPTIVE_TIME_MICROSECONDS {
        @Override
        WireType form(WireType usual, StoredType type, boolean key) {
            return usual == WireType.TIMESTAMP && type.isInMillis() ? WireType.MILLI_TIMESTAMP : usual;
        }
    },
    /** Two keys that are the same in milliseconds would be one: they stay exact. */
    CONNECT {
        @Override
        WireType form(WireType usual, StoredType type, boolean key) {
            if (usual == WireType.DATE) {
                return WireType.CONNECT_DATE;
            }
            if (key && !type.isInMillis()) {
                return usual;
            }
            return usual == WireType.TIME ? WireType.CONNECT_TIME : WireType.CONNECT_TIMESTAMP;
        }
    };

    public static final String SETTING = "time.precision.mode";

    /**
     * The form of one of three types.
     *
     * @param usual {@link WireType#DATE}, {@link WireType#TIME} or {@link WireType#TIMESTAMP}
     */
    abstract WireType form(WireType usual, StoredType type, boolean key);

    public static TimeMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the setting has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.of(values()).map(TimeMode::word).toList();
    }
}
