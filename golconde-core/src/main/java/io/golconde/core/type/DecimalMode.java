package io.golconde.core.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How numeric columns travel. Names and forms are those of Debezium's {@code decimal.handling.mode}. */
public enum DecimalMode {
    STRING {
        @Override
        WireType form(StoredType type, boolean key) {
            return WireType.LITERAL;
        }
    },
    PRECISE {
        @Override
        WireType form(StoredType type, boolean key) {
            return type.isUnlimited() ? WireType.VARIABLE_DECIMAL : WireType.DECIMAL;
        }
    },
    /** Two keys of which the nearest double is the same would be one: they stay exact. */
    DOUBLE {
        @Override
        WireType form(StoredType type, boolean key) {
            return key ? WireType.LITERAL : WireType.DOUBLE;
        }
    };

    public static final String SETTING = "decimal.handling.mode";

    abstract WireType form(StoredType type, boolean key);

    public static DecimalMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the setting has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.of(values()).map(DecimalMode::word).toList();
    }
}
