package io.golconde.sink.delivery;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where records come from: the topic's own name, which a transform may have changed in the record. */
final class Coordinates {
    private Coordinates() {}

    static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }
}
