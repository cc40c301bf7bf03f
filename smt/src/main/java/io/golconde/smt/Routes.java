package io.golconde.smt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Where the rows of a source table go: as listed, else by the rule. Tables are {@code schema.table} or {@code table}. */
record Routes(Map<String, String> listed, @Nullable Replacement rule) {
    /** Stands between a table and the value by which its rows have different destinations. */
    static final String VALUE = "=";

    /** Without a schema a table is found on the search path. */
    private static final Pattern TABLE = Pattern.compile("[^.\\s][^.]*(\\.[^.]+)?");

    Optional<String> destination(String table) {
        String destination = listed.get(table);
        if (destination != null) {
            return Optional.of(destination);
        }
        return rule == null
                ? Optional.empty()
                : Optional.ofNullable(rule.of(table)).map(to -> checked(to, table));
    }

    private static String checked(String destination, String table) {
        if (!TABLE.matcher(destination).matches()) {
            int value = table.indexOf(VALUE);
            throw new DataException("Only schema.table or table for [replacement on "
                    + (value < 0 ? table : table.substring(0, value)) + "], found: "
                    + (value < 0 ? destination : "another name with the value"));
        }
        return destination;
    }

    /** Reads the list of a setting. */
    static Map<String, String> tables(String setting, List<?> entries) {
        Map<String, String> tables = Pairs.parse(setting, entries);
        tables.forEach((from, to) -> {
            if (!TABLE.matcher(from).matches() || !TABLE.matcher(to).matches()) {
                throw new ConfigException(
                        setting, from + ":" + to, "must name tables as schema.table or table, without a topic prefix");
            }
        });
        return tables;
    }

    /** Checks the list of a setting. */
    static final class Syntax implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                tables(name, entries);
            }
        }

        @Override
        public String toString() {
            return "source:destination, separated by commas";
        }
    }
}
