package io.golconde.sink;

import io.golconde.core.envelope.CommandMarker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkTask;

/** The topics that a connector's settings name, and whether records come to the sink under these names. */
final class TopicList {
    private static final String TRANSFORMS = "transforms";

    /** Where transforms are that are known to leave a record's topic alone, these but for the routers among them. */
    private static final List<String> PACKAGES = List.of("io.golconde.smt.", "org.apache.kafka.connect.transforms.");

    private static final Set<String> ROUTERS = Set.of(
            "io.golconde.smt.RouteTable",
            "org.apache.kafka.connect.transforms.RegexRouter",
            "org.apache.kafka.connect.transforms.TimestampRouter");

    private TopicList() {}

    /** The names of tables' topics as the sink sees them; none where a pattern selects topics or a transform may rename them. */
    static List<String> of(Map<String, String> settings) {
        boolean kept = names(settings.getOrDefault(TRANSFORMS, ""))
                .map(name -> settings.getOrDefault(TRANSFORMS + '.' + name + ".type", ""))
                .allMatch(TopicList::keepsTopics);
        return kept
                ? named(settings).stream()
                        .filter(topic -> !topic.endsWith('.' + CommandMarker.TOPIC))
                        .toList()
                : List.of();
    }

    /** The topics as Kafka has them; none where a pattern selects them. */
    static List<String> named(Map<String, String> settings) {
        return names(settings.getOrDefault(SinkTask.TOPICS_CONFIG, "")).toList();
    }

    private static boolean keepsTopics(String transform) {
        return PACKAGES.stream().anyMatch(transform::startsWith) && !ROUTERS.contains(transform);
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .distinct();
    }
}
