package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Destination;
import io.golconde.cli.config.Plan.Source;
import io.golconde.cli.config.Plan.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a destinations file, or the first Golconde's. */
final class DestinationsFile {
    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String TABLES = "tables";
    private static final String SETTINGS = "settings";
    private static final String HASH_KEY = "hash.key";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    /** What is written from the rest of the file. */
    private static final Set<String> WRITTEN = Set.of(
            "name",
            "connector.class",
            "connection.url",
            "connection.user",
            "connection.password",
            "topic.prefix",
            "table.include.list",
            "topics",
            "topics.regex",
            "transforms");

    private DestinationsFile() {}

    static Plan read(Path file) {
        Entry root = Entry.read(file);
        if (root.map().containsKey(FirstGolconde.DESTINATIONS)) {
            return FirstGolconde.plan(root);
        }
        Map<String, Entry> top = root.map(List.of("source", "destinations", SETTINGS));
        List<Destination> destinations = new ArrayList<>();
        root.required(top, "destinations")
                .map()
                .forEach((name, entry) -> destinations.add(destination(checkedName(name, entry), entry)));
        Source source = source(root.required(top, "source"), destinations);
        return new Plan(source, destinations, settings(top.get(SETTINGS)), List.of());
    }

    private static Source source(Entry entry, List<Destination> destinations) {
        Map<String, Entry> keys = entry.map(List.of("name", URL, USER, PASSWORD, TABLES, SETTINGS));
        Entry name = entry.required(keys, "name");
        List<TablePattern> taken = destinations.stream()
                .flatMap(destination -> destination.tables().stream().map(Table::from))
                .distinct()
                .toList();
        Entry tables = keys.get(TABLES);
        return new Source(
                checkedName(name.text(), name),
                link(entry, keys),
                tables == null ? taken : captured(tables, taken),
                settings(keys.get(SETTINGS)));
    }

    private static List<TablePattern> captured(Entry tables, List<TablePattern> taken) {
        List<TablePattern> captured = tables.list().stream()
                .map(table -> TablePattern.of(table, table.text()))
                .toList();
        for (TablePattern table : taken) {
            if (captured.stream().noneMatch(pattern -> pattern.covers(table))) {
                throw tables.mistake("does not have " + table.name() + ", which a destination takes");
            }
        }
        return captured;
    }

    private static Destination destination(String name, Entry entry) {
        Map<String, Entry> keys = entry.map(List.of(URL, USER, PASSWORD, HASH_KEY, TABLES, SETTINGS));
        TableReader reader = new TableReader(reference(keys.get(HASH_KEY)));
        Entry tables = entry.required(keys, TABLES);
        List<Table> read = reader.tables(tables);
        if (read.isEmpty()) {
            throw tables.mistake("names no table");
        }
        return new Destination(name, link(entry, keys), read, settings(keys.get(SETTINGS)));
    }

    private static Link link(Entry entry, Map<String, Entry> keys) {
        Entry user = keys.get(USER);
        return new Link(
                entry.required(keys, URL).text(), user == null ? null : user.text(), reference(keys.get(PASSWORD)));
    }

    private static @Nullable String reference(@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        if (!Link.isReference(entry.text())) { // which is not repeated: it is a secret
            throw entry.mistake("has to be a reference such as ${file:/etc/golconde/app.properties:" + entry.key()
                    + "} or ${env:NAME}: secrets do not belong into this file");
        }
        return entry.text();
    }

    private static Map<String, String> settings(@Nullable Entry entry) {
        Map<String, String> settings = new LinkedHashMap<>();
        (entry == null ? Map.<String, Entry>of() : entry.map()).forEach((setting, value) -> {
            if (WRITTEN.contains(setting)) {
                throw value.mistake("is written from the rest of this file");
            }
            settings.put(setting, value.text());
        });
        return settings;
    }

    private static String checkedName(String name, Entry entry) {
        if (!NAME.matcher(name).matches()) {
            throw entry.mistake(
                    "has to be a name of up to 60 letters, digits, hyphens and underscores, found: " + name);
        }
        return name;
    }
}
