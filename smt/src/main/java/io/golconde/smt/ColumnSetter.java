package io.golconde.smt;

import io.golconde.core.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A column and what it is set to. */
record ColumnSetter(String column, Schema schema, Function<ConnectRecord<?>, @Nullable Object> value) {
    /** Reads a setting of the form {@code column:text,column:text}. */
    static List<ColumnSetter> constants(String setting, List<?> entries) {
        List<ColumnSetter> setters = new ArrayList<>();
        Pairs.parse(setting, entries)
                .forEach((column, text) ->
                        setters.add(new ColumnSetter(column, Schema.OPTIONAL_STRING_SCHEMA, record -> text)));
        return setters;
    }

    /** Reads a setting of the form {@code column:fact,column:fact}. */
    static List<ColumnSetter> facts(String setting, List<?> entries) {
        List<ColumnSetter> setters = new ArrayList<>();
        Map<String, String> facts = Pairs.parse(setting, entries);
        facts.forEach((column, word) -> {
            if (!Fact.words().contains(word)) {
                throw new ConfigException(
                        setting,
                        column + ":" + word,
                        "there is no " + word + "; the nearest is "
                                + NearestName.of(word, Fact.words(), 1).get(0) + " of "
                                + String.join(", ", Fact.words()));
            }
            Fact fact = Fact.valueOf(word.toUpperCase(Locale.ROOT));
            setters.add(new ColumnSetter(column, fact.schema(), fact::of));
        });
        return setters;
    }

    /** Checks the list of facts. */
    static final class Facts implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                facts(name, entries);
            }
        }

        @Override
        public String toString() {
            return "column:fact, separated by commas";
        }
    }

    /** Checks the list of constants. */
    static final class Constants implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                constants(name, entries);
            }
        }

        @Override
        public String toString() {
            return "column:text, separated by commas";
        }
    }
}
