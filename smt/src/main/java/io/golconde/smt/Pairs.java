package io.golconde.smt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Reads a setting of the form {@code from:to,from:to}. */
final class Pairs {
    private Pairs() {}

    /** The pairs in their order; an entry without one colon and a second entry for the same thing are refused. */
    static Map<String, String> parse(String setting, List<?> entries) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Object entry : entries) {
            String text = entry.toString();
            String[] sides = text.split(":", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new ConfigException(setting, text, "must have the form from:to, with one colon");
            }
            if (pairs.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new ConfigException(setting, text, sides[0].strip() + " is already mapped");
            }
        }
        return pairs;
    }
}
