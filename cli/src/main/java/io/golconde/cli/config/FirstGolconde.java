package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Destination;
import io.golconde.cli.config.Plan.Source;
import io.golconde.cli.config.Plan.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code golconde.yaml} of the Golconde of 2009. There a Destination is a table of the database that is written first, and
 * its Targets are the tables that follow it:
 *
 * <pre>
 * Destinations:
 *   NAME: {stomp, queue, pgsql: host=... dbname=..., target: table, function_name: AutoSQL, Targets:
 *     NAME: {stomp, queue, pgsql, target: schema.table, function_name: AutoSQL}}
 * </pre>
 */
final class FirstGolconde {
    static final String DESTINATIONS = "Destinations";
    private static final String TARGETS = "Targets";
    private static final String PGSQL = "pgsql";
    private static final String TARGET = "target";
    private static final String FUNCTION = "function_name";
    private static final String OLDER_FUNCTION = "function";
    private static final List<String> OF_THE_DAEMON = List.of("Locations", "Logging", "HTTPServer");
    private static final List<String> OF_STOMP = List.of("stomp", "queue");
    private static final List<String> TARGET_KEYS = List.of(PGSQL, TARGET, FUNCTION, OLDER_FUNCTION, "stomp", "queue");
    private static final Pattern CONNINFO = Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:'([^']*)'|(\\S+))\\s*");

    private final Set<String> left = new TreeSet<>();
    private final Map<String, List<Table>> tables = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private @Nullable String source;

    private FirstGolconde() {}

    static Plan plan(Entry root) {
        return new FirstGolconde().read(root);
    }

    private Plan read(Entry root) {
        List<String> known = new ArrayList<>(OF_THE_DAEMON);
        known.add(DESTINATIONS);
        Map<String, Entry> top = root.map(known);
        OF_THE_DAEMON.stream().filter(top::containsKey).forEach(left::add);
        Entry all = root.required(top, DESTINATIONS);
        List<TablePattern> captured =
                all.map().values().stream().map(this::destination).toList();
        if (source == null) {
            throw all.mistake("has no Destination");
        }
        List<Destination> destinations = new ArrayList<>();
        tables.forEach((name, rules) -> destinations.add(new Destination(name, link(name), rules, Map.of())));
        return new Plan(
                new Source(source, link(source), captured, Map.of()), destinations, Map.of(), List.copyOf(left));
    }

    private TablePattern destination(Entry entry) {
        List<String> known = new ArrayList<>(TARGET_KEYS);
        known.add(TARGETS);
        Map<String, Entry> keys = entry.map(known);
        Entry pgsql = entry.required(keys, PGSQL);
        String database = database(pgsql);
        if (source != null && !source.equals(database)) {
            throw pgsql.mistake(
                    "is another database than that of the Destination before, " + source + ": give each its own file");
        }
        source = database;
        Entry targets = keys.get(TARGETS);
        if (targets == null) {
            throw entry.mistake("has no Targets. What filled its queue was a program; Golconde now takes changes from"
                    + " a source database: add the target below Targets, and name that database here");
        }
        TablePattern table = table(entry, keys);
        for (Entry target : targets.map().values()) {
            target(table, target);
        }
        return table;
    }

    private void target(TablePattern from, Entry entry) {
        Map<String, Entry> keys = entry.map(TARGET_KEYS);
        TablePattern to = table(entry, keys);
        List<Table> ofDatabase =
                tables.computeIfAbsent(database(entry.required(keys, PGSQL)), name -> new ArrayList<>());
        if (ofDatabase.stream().anyMatch(table -> table.from().equals(from))) {
            throw entry.mistake(from.name() + " goes to another table of that database already");
        }
        ofDatabase.add(new Table(from, to.equals(from) ? null : to.name(), Map.of()));
    }

    /** Checks what both kinds of entry have, and gives the table. */
    private TablePattern table(Entry entry, Map<String, Entry> keys) {
        OF_STOMP.stream().filter(keys::containsKey).forEach(left::add);
        Entry function = keys.getOrDefault(FUNCTION, keys.get(OLDER_FUNCTION));
        if (function != null && !function.text().equalsIgnoreCase("AutoSQL")) {
            throw function.mistake("is a function of one's own, " + function.text()
                    + ": write it as a DestinationHandler (docs/handlers.md) and take AutoSQL here");
        }
        Entry target = entry.required(keys, TARGET);
        return TablePattern.of(target, target.text());
    }

    private Link link(String database) {
        return Objects.requireNonNull(links.get(database), database);
    }

    /** Takes the database down, once, under the name that it gets. */
    private String database(Entry pgsql) {
        Map<String, String> parts = conninfo(pgsql);
        String database = parts.get("dbname");
        if (database == null) {
            throw pgsql.mistake("needs dbname");
        }
        String host = parts.getOrDefault("host", "localhost");
        String port = parts.get("port");
        Link link = new Link(
                "jdbc:postgresql://" + host + (port == null ? "" : ":" + port) + "/" + database,
                parts.get("user"),
                parts.containsKey("password") ? "${file:/etc/golconde/" + database + ".properties:password}" : null);
        if (parts.containsKey("password")) {
            left.add("password (put it into /etc/golconde/" + database + ".properties on the workers)");
        }
        Link other = links.get(database);
        String name = other == null || other.equals(link) ? database : database + "_" + host.replaceAll("\\W", "_");
        links.put(name, link);
        return name;
    }

    private static Map<String, String> conninfo(Entry pgsql) {
        String text = pgsql.text();
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher part = CONNINFO.matcher(text);
        int end = 0;
        while (part.lookingAt()) {
            parts.put(part.group(1), part.group(2) == null ? part.group(3) : part.group(2));
            end = part.end();
            part.region(end, text.length());
        }
        if (end < text.length()) { // which is not repeated: there may be a password in it
            throw pgsql.mistake("has to look like host=... user=... dbname=...");
        }
        return parts;
    }
}
