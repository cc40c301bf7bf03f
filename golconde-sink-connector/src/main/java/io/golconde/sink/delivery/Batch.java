package io.golconde.sink.delivery;

import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.record.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** What one put is to bring into the target. */
final class Batch {
    private final Map<TopicPartition, PartitionBatch> partitions = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();
    private long bytes;

    void add(Change change) {
        changes.add(change);
        bytes += change.bytes();
    }

    /** About how many bytes the changes' values have. */
    long bytes() {
        return bytes;
    }

    PartitionBatch partition(Progress progress) {
        return partitions.computeIfAbsent(progress.partition(), partition -> new PartitionBatch(progress));
    }

    Progress progress(TopicPartition partition) {
        return Objects.requireNonNull(partitions.get(partition)).progress();
    }

    Map<TopicPartition, PartitionBatch> partitions() {
        return partitions;
    }

    /** In the order of the records. */
    List<Change> changes() {
        return changes;
    }

    /** Records that mean nothing for the target. */
    List<BadRecord> bad() {
        return bad;
    }
}
