package io.golconde.core.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A list of regular expressions; a name matches when one of them matches it whole, ignoring case as Debezium does. */
public final class RegexList implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            for (Object pattern : list) {
                compile(name, pattern.toString());
            }
        }
    }

    /** The patterns of an already validated setting. */
    public static List<Pattern> compile(String name, List<String> patterns) {
        return patterns.stream().map(pattern -> compile(name, pattern)).toList();
    }

    private static Pattern compile(String name, String pattern) {
        try {
            return Pattern.compile(pattern.strip(), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new ConfigException(name, pattern, "is not a regular expression: " + e.getDescription());
        }
    }

    @Override
    public String toString() {
        return "a list of regular expressions, separated by commas";
    }
}
