package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of one destination. Each transform is tried as soon as it is read, so that what it refuses is told with its
 * place in the file.
 *
 * @param hashKey of the masks, as a reference
 */
record TableReader(@Nullable String hashKey) {
    private static final String TO = "to";
    private static final List<String> KEYS =
            Stream.concat(Stream.of(TO), TableRule.keys().stream()).toList();
    private static final Pattern DESTINATION = Pattern.compile("[^.,:\\s]+(\\.[^.,:\\s]+)?");
    /** As long as a secret key has to be. */
    private static final String ANY_SECRET = "x".repeat(32);

    List<Table> tables(Entry entry) {
        List<Table> tables = new ArrayList<>();
        entry.map().forEach((name, rules) -> {
            TablePattern from = TablePattern.of(rules, name);
            if (tables.stream().anyMatch(table -> table.from().equals(from))) {
                throw rules.mistake("stands here twice, as " + from.name());
            }
            tables.add(table(from, rules));
        });
        if (tables.stream()
                        .filter(table -> table.to() != null && !table.from().isOneTable())
                        .count()
                > 1) {
            throw entry.mistake("can have one pattern with to, because a row would be sent on by each that matches");
        }
        return tables;
    }

    private Table table(TablePattern from, Entry entry) {
        Map<String, Entry> keys = entry.map(KEYS);
        Map<TableRule, List<Step>> steps = new EnumMap<>(TableRule.class);
        for (TableRule rule : TableRule.values()) {
            Entry place = keys.get(rule.key());
            if (place != null) {
                steps.put(rule, steps(from, rule, place));
            }
        }
        return new Table(from, destination(from, keys.get(TO)), steps);
    }

    private static @Nullable String destination(TablePattern from, @Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        String to = entry.text();
        if (!DESTINATION.matcher(to).matches()) {
            throw entry.mistake("has to name a table as schema.table, found: " + to);
        }
        if (stars(to) > stars(from.name())) {
            throw entry.mistake("has more stars than " + from.name());
        }
        return to;
    }

    private static long stars(String name) {
        return name.chars().filter(letter -> letter == '*').count();
    }

    private List<Step> steps(TablePattern table, TableRule rule, Entry entry) {
        String name = table.name().replaceAll("\\W+", "_").replaceFirst("^public_", "") + '_' + rule.key();
        List<Step> steps = new ArrayList<>();
        for (Map<String, String> settings : rule.settings(entry)) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("table", table.regex());
            all.putAll(settings);
            if (settings.containsValue("hash")) {
                all.put("hash.key", hashKey(entry));
            }
            String type = tried(rule.transform(), all, entry);
            steps.add(new Step(steps.isEmpty() ? name : name + (steps.size() + 1), type, all));
        }
        return steps;
    }

    private String hashKey(Entry entry) {
        if (hashKey == null) {
            throw entry.mistake("hash needs hash.key at the destination, as a reference");
        }
        return hashKey;
    }

    /** Has a transform take its settings, and gives its class. */
    private static String tried(Transformation<?> transform, Map<String, String> settings, Entry entry) {
        Map<String, String> resolved = new HashMap<>(settings);
        resolved.replaceAll((setting, value) -> Link.isReference(value) ? ANY_SECRET : value);
        try (transform) {
            transform.configure(resolved);
            return transform.getClass().getName();
        } catch (ConfigException e) {
            throw entry.mistake(Mistake.withoutSetting(String.valueOf(e.getMessage())));
        }
    }
}
