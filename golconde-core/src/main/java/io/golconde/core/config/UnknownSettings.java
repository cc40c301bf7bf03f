package io.golconde.core.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Finds settings that are meant for a connector but are none of its own; Connect would pass over them in silence. A
 * setting is meant for the connector when its first word is that of one of the connector's settings, or when it is one of
 * them but for a slip of the pen. Connect's own settings, and what no setting resembles, are left alone.
 */
public final class UnknownSettings {
    private static final int SLIP_OF_THE_PEN = 2;
    private static final Set<String> CONNECT_NAMES = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "tasks.max",
            "tasks.max.enforce",
            "topics",
            "topics.regex",
            "config.action.reload",
            "exactly.once.support",
            "transaction.boundary",
            "transaction.boundary.interval.ms",
            "offsets.storage.topic");
    private static final List<String> CONNECT_PREFIXES = List.of(
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "errors.",
            "topic.creation.",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            "signal.consumer."); // the source connector's own way to Kafka

    private UnknownSettings() {}

    /** One finding, which names the nearest setting, for each unknown one that is given. */
    public static List<Finding> among(Map<String, String> given, ConfigDef definition) {
        return given.keySet().stream()
                .filter(name -> !definition.names().contains(name) && !belongsToConnect(name))
                .filter(name -> isMeant(name, definition.names()))
                .sorted()
                .map(name -> unknown(name, nearest(name, definition.names())))
                .toList();
    }

    private static boolean belongsToConnect(String name) {
        return CONNECT_NAMES.contains(name) || CONNECT_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static boolean isMeant(String name, Set<String> settings) {
        return settings.stream().anyMatch(setting -> firstWord(setting).equals(firstWord(name)))
                || NearestName.distance(name, nearest(name, settings)) <= SLIP_OF_THE_PEN;
    }

    private static String firstWord(String name) {
        int end = name.indexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }

    private static String nearest(String name, Set<String> settings) {
        return NearestName.of(name, settings, 1).get(0);
    }

    private static Finding unknown(String name, String nearest) {
        return new Finding(name, "There is no setting " + name + "; the nearest is " + nearest + '.');
    }
}
