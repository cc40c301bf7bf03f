package io.golconde.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTask;

/** What Kafka's defaults for consumers do to a sink, for those who have not overridden them. */
final class ConsumerAdvice {
    static final String PREFIX = "consumer.override.";

    private ConsumerAdvice() {}

    static List<String> about(Map<String, String> settings) {
        List<String> advice = new ArrayList<>();
        if (!settings.containsKey(PREFIX + "max.poll.records")) {
            advice.add("consumer.override.max.poll.records is not set: at most 500 records are written at a time");
        }
        if (settings.containsKey(SinkTask.TOPICS_REGEX_CONFIG)
                && !settings.containsKey(PREFIX + "metadata.max.age.ms")) {
            advice.add(
                    "consumer.override.metadata.max.age.ms is not set: a new topic that matches topics.regex is found"
                            + " only after 5 minutes");
        }
        boolean several = !settings.getOrDefault("tasks.max", "1").equals("1");
        if (several && !settings.containsKey(PREFIX + "partition.assignment.strategy")) {
            advice.add("consumer.override.partition.assignment.strategy is not set: the default gives all topics of one"
                    + " partition to one task; set org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        }
        return advice;
    }
}
