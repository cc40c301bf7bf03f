package io.golconde.source;

import io.golconde.core.config.RegexList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Queues by table: {@code schema.table:queue;schema.other_.*:queue}. */
record QueuesOfTables(LegalName legal) implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof String text) {
            parse(name, text).values().forEach(queue -> legal.ensureValid(name, queue));
        }
    }

    /** The queues by the regular expression for the tables whose changes they hold, in the order given. */
    static Map<Pattern, String> parse(String name, String text) {
        Map<Pattern, String> queues = new LinkedHashMap<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                int colon = entry.lastIndexOf(':');
                if (colon < 1 || entry.substring(colon + 1).isBlank()) {
                    throw new ConfigException(name, entry, "must look like schema.table:queue");
                }
                List<String> table = List.of(entry.substring(0, colon).strip());
                queues.put(
                        RegexList.compile(name, table).get(0),
                        entry.substring(colon + 1).strip());
            }
        }
        return queues;
    }

    @Override
    public String toString() {
        return "schema.table:queue;...";
    }
}
