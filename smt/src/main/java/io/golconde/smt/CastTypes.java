package io.golconde.smt;

import io.golconde.core.config.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the types of casts. */
final class CastTypes {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,5})\\)");
    private static final List<String> WORDS = List.of(
            "string",
            "int8",
            "int16",
            "int32",
            "int64",
            "float32",
            "float64",
            "boolean",
            "decimal(SCALE)",
            "date",
            "time",
            "timestamp",
            "time(6)",
            "timestamp(6)");

    private CastTypes() {}

    /** Reads a setting of the form {@code column:type,column:type}. */
    static Map<String, CastTarget> parse(String setting, List<?> entries) {
        Map<String, CastTarget> types = new LinkedHashMap<>();
        Pairs.parse(setting, entries).forEach((column, type) -> types.put(column, target(setting, column, type)));
        return types;
    }

    private static CastTarget target(String setting, String column, String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return new CastTarget.Decimal(Integer.parseInt(decimal.group(1)));
        }
        return switch (type) {
            case "string" -> new CastTarget.Text();
            case "int8", "int16", "int32", "int64" ->
                new CastTarget.Whole(Schema.Type.valueOf(type.toUpperCase(Locale.ROOT)));
            case "float32", "float64" -> new CastTarget.Real(Schema.Type.valueOf(type.toUpperCase(Locale.ROOT)));
            case "boolean" -> new CastTarget.Truths();
            case "date" -> new MomentTarget.Dates();
            case "time", "time(6)" -> new MomentTarget.Times(type.endsWith("(6)"));
            case "timestamp", "timestamp(6)" -> new MomentTarget.Timestamps(type.endsWith("(6)"));
            default ->
                throw new ConfigException(
                        setting,
                        column + ":" + type,
                        "there is no type " + type + "; the nearest is "
                                + NearestName.of(type, WORDS, 1).get(0) + " of " + String.join(", ", WORDS));
        };
    }

    /** Checks the list of a setting. */
    static final class Syntax implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                parse(name, entries);
            }
        }

        @Override
        public String toString() {
            return "column:type, separated by commas";
        }
    }

    /** Checks a format. */
    static final class Format implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            try {
                MomentText.of((String) value);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, value, "is no pattern of DateTimeFormatter: " + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "a pattern of DateTimeFormatter";
        }
    }
}
