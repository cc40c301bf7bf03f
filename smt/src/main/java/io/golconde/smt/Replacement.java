package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What becomes of the names that a pattern matches whole: the settings {@code pattern} and {@code replacement}. */
record Replacement(Pattern pattern, String replacement) {
    static final String PATTERN = "pattern";
    static final String REPLACEMENT = "replacement";

    /** Adds the two settings. */
    static Settings define(Settings settings, String ofPattern, String ofReplacement) {
        return settings.setting(PATTERN, ConfigDef.Type.STRING, null, new Regex(), ofPattern)
                .setting(REPLACEMENT, ConfigDef.Type.STRING, null, ofReplacement);
    }

    /** Null where neither is set; one without the other, and a group that the pattern has not, are refused. */
    static @Nullable Replacement of(TransformConfig config) {
        Pattern pattern = Regex.compile(PATTERN, config.getString(PATTERN));
        String replacement = config.getString(REPLACEMENT);
        if (pattern == null && replacement == null) {
            return null;
        }
        if (pattern == null || replacement == null) {
            throw new ConfigException("pattern and replacement have to be set together");
        }
        try {
            // the second alternative matches the empty text, with all groups there
            Pattern.compile("(?:" + pattern + ")|").matcher("").replaceFirst(replacement);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ConfigException(REPLACEMENT, replacement, "does not fit the pattern: " + e.getMessage());
        }
        return new Replacement(pattern, replacement);
    }

    /** The new name, null where the pattern does not match. */
    @Nullable
    String of(String name) {
        Matcher match = pattern.matcher(name);
        if (!match.matches()) {
            return null;
        }
        StringBuilder result = new StringBuilder();
        match.appendReplacement(result, replacement);
        return result.toString();
    }
}
