package io.golconde.sink.target;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is applied.
 *
 * @param epoch which claim this is
 * @param next the first offset that is not applied, null before the first record
 * @param last the last record applied, null before the first
 * @param fence which owner of the source queue the records are from
 */
public record PartitionOffset(
        TopicPartition partition,
        long epoch,
        @Nullable Long next,
        @Nullable AppliedRecord last,
        SourceFence fence) {

    /** Before the first record. */
    public static PartitionOffset none(TopicPartition partition) {
        return new PartitionOffset(partition, 0, null, null, SourceFence.NONE);
    }

    /** Whether the target was asked, and has had no record: where Kafka keeps the offsets, there is no claim. */
    public boolean isBlank() {
        return epoch > 0 && next == null;
    }
}
