package io.golconde.core.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How bytes travel. Names and forms are those of Debezium's {@code binary.handling.mode}. */
public enum BinaryMode {
    BYTES(WireType.BYTES),
    BASE64(WireType.BASE64),
    BASE64_URL_SAFE(WireType.BASE64_URL_SAFE),
    HEX(WireType.HEX);

    private final WireType form;

    BinaryMode(WireType form) {
        this.form = form;
    }

    public static BinaryMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As the setting has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Stream.of(values()).map(BinaryMode::word).toList();
    }

    WireType form() {
        return form;
    }
}
