package io.golconde.smt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * New names of columns: as listed, else by the rule and then in the style. Metadata fields of flat records have a new
 * name only where one is listed, for readers know them by name.
 */
record Renames(
        Map<String, String> listed,
        @Nullable Replacement rule,
        @Nullable CaseStyle style) implements ColumnNames {
    static final String SETTING = "renames";

    /** Reads the list of a setting; two columns that would get one name are refused. */
    static Map<String, String> parse(String setting, List<?> entries) {
        Map<String, String> renames = Pairs.parse(setting, entries);
        Map<String, String> byNewName = new HashMap<>();
        renames.forEach((oldName, newName) -> {
            String other = byNewName.put(newName, oldName);
            if (other != null) {
                throw new ConfigException(
                        setting, oldName + ":" + newName, "would give the name of " + other + " to a second column");
            }
        });
        return renames;
    }

    boolean changeNothing() {
        return listed.isEmpty() && rule == null && style == null;
    }

    @Override
    public String after(String column) {
        String name = listed.get(column);
        if (name != null) {
            return name;
        }
        return Metadata.is(column) ? column : styled(replaced(column));
    }

    @Override
    public @Nullable ColumnNames inside(String column, Set<?> columns) {
        Map<String, String> inner = Paths.inside(column, columns, listed);
        String path = Paths.into(column);
        inner.replaceAll((from, to) -> to.startsWith(path) ? to.substring(path.length()) : to);
        return inner.isEmpty() ? null : new Renames(inner, null, null);
    }

    @Override
    public String setting() {
        return SETTING;
    }

    private String replaced(String column) {
        String name = rule == null ? null : rule.of(column);
        if (name != null && name.isBlank()) {
            throw new DataException("Only a name for [replacement on column " + column + "], found: nothing");
        }
        return name == null ? column : name;
    }

    private String styled(String column) {
        return style == null ? column : style.of(column);
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
            return "old:new, separated by commas";
        }
    }
}
