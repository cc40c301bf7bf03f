package io.golconde.cli.config;

import java.util.regex.Pattern;

/** Something in the file that a person has to change; the message says where and what. */
final class Mistake extends RuntimeException {
    private static final Pattern INVALID =
            Pattern.compile("^Invalid value (.*?) for configuration [\\w.$-]+: ", Pattern.DOTALL);

    Mistake(String message) {
        super(message);
    }

    /** What Kafka says of a setting's value, without the name of the setting, which stands before it already. */
    static String withoutSetting(String message) {
        return INVALID.matcher(message).replaceFirst("$1: ");
    }
}
