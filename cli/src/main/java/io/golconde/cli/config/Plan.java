package io.golconde.cli.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file asks for.
 *
 * @param settings of all connectors
 * @param left what of the file has no counterpart and was left out
 */
record Plan(Source source, List<Destination> destinations, Map<String, String> settings, List<String> left) {
    /** @param name the topics' prefix */
    record Source(String name, Link database, List<TablePattern> tables, Map<String, String> settings) {}

    record Destination(String name, Link database, List<Table> tables, Map<String, String> settings) {}

    /**
     * @param to the destination's table; the source's, if it is null
     * @param steps the transforms of its rows
     */
    record Table(TablePattern from, @Nullable String to, Map<TableRule, List<Step>> steps) {}
}
