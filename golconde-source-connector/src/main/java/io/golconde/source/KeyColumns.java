package io.golconde.source;

import io.golconde.core.config.RegexList;
import io.golconde.core.sql.Identifier;
import io.golconde.source.install.NamedKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Key columns by table, in Debezium's form: {@code schema.table:column,column;schema.other_.*:column}. */
public final class KeyColumns implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof String text) {
            parse(name, text);
        }
    }

    /**
     * Reads the setting's text.
     *
     * @param name the setting's, for messages
     */
    public static NamedKeys parse(String name, String text) {
        Map<String, List<Identifier>> columns = new LinkedHashMap<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                addTo(columns, name, entry.strip());
            }
        }
        return new NamedKeys(columns);
    }

    private static void addTo(Map<String, List<Identifier>> columns, String name, String entry) {
        int colon = entry.lastIndexOf(':');
        List<String> names = Stream.of(entry.substring(colon + 1).split(",", -1))
                .map(String::strip)
                .toList();
        if (colon < 1 || names.contains("")) {
            throw new ConfigException(name, entry, "must look like schema.table:column,column");
        }
        String table = entry.substring(0, colon).strip();
        RegexList.compile(name, List.of(table));
        columns.put(table, names.stream().map(Identifier::new).toList());
    }

    @Override
    public String toString() {
        return "schema.table:column,column;...";
    }
}
