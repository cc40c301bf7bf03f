package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which queue of a connector each table's changes go to.
 *
 * @param others the queues of some tables, by patterns for {@code schema.table}; the first one that matches counts
 * @param fallback the queue of all other tables
 */
public record TableQueues(Map<Pattern, String> others, String fallback) {
    public TableQueues {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** One queue for all. */
    public static TableQueues only(String queue) {
        return new TableQueues(Map.of(), queue);
    }

    /** All queues, that of all other tables first. */
    public List<String> names() {
        return Stream.concat(Stream.of(fallback), others.values().stream())
                .distinct()
                .toList();
    }

    String of(TableName table) {
        return others.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(table.toString()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(fallback);
    }
}
