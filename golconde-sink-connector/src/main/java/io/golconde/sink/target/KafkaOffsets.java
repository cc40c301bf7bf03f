package io.golconde.sink.target;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** At least once: the offsets are Kafka's, and follow what the target has committed. */
public final class KafkaOffsets implements OffsetStore {
    @Override
    public void prepare() {}

    @Override
    public List<PartitionOffset> claim(Collection<TopicPartition> partitions) {
        return partitions.stream().map(PartitionOffset::none).toList();
    }

    @Override
    public List<PartitionOffset> read(Collection<PartitionOffset> claimed) {
        return List.copyOf(claimed);
    }

    @Override
    public boolean advance(Collection<Advance> advances) {
        return true;
    }
}
