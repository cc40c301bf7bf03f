package io.golconde.sink.delivery;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once which topics cannot keep the order of all their records. */
final class OrderAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(OrderAdvice.class);

    private final Set<String> told = new TreeSet<>();

    void about(Collection<TopicPartition> partitions) {
        Set<String> divided = new TreeSet<>();
        for (TopicPartition partition : partitions) {
            if (partition.partition() > 0 && told.add(partition.topic())) {
                divided.add(partition.topic());
            }
        }
        if (!divided.isEmpty()) {
            LOG.warn(
                    "Topics with several partitions: {}. The changes of one key keep their order; a truncate, and a change of a"
                            + " key, may be applied before what came before them in another partition. Where tables are"
                            + " truncated or keys change, give each topic one partition",
                    divided);
        }
    }
}
