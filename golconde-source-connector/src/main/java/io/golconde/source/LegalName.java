package io.golconde.source;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A name of the characters that Kafka allows in the name of a topic. */
record LegalName(int longest) implements Validator {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]+");

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof String text
                && (text.length() > longest || !LEGAL.matcher(text).matches())) {
            throw new ConfigException(name, value, "must be " + this);
        }
    }

    @Override
    public String toString() {
        return "1 to " + longest + " letters, digits, dots, underscores or hyphens";
    }
}
