package io.golconde.sink.delivery;

import io.golconde.sink.target.OffsetStore;
import io.golconde.sink.target.PartitionOffset;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are assigned to this task. */
final class Partitions {
    private final Map<TopicPartition, Progress> assigned = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assigned.put(partition, new Progress(partition)));
    }

    void remove(Collection<TopicPartition> partitions) {
        assigned.keySet().removeAll(partitions);
    }

    /** The progress of a partition, null where it is not ours. */
    @Nullable
    Progress get(TopicPartition partition) {
        return assigned.get(partition);
    }

    /** Whether there is something to take over. */
    boolean haveUnclaimed() {
        return assigned.values().stream().anyMatch(progress -> !progress.isClaimed());
    }

    /** Takes over what was assigned and not taken over yet. */
    void claim(OffsetStore offsets) throws SQLException {
        List<Progress> unclaimed = assigned.values().stream()
                .filter(progress -> !progress.isClaimed())
                .toList();
        if (!unclaimed.isEmpty()) {
            Map<TopicPartition, PartitionOffset> held = byPartition(
                    offsets.claim(unclaimed.stream().map(Progress::partition).toList()));
            unclaimed.forEach(progress -> progress.claimed(Objects.requireNonNull(held.get(progress.partition()))));
        }
    }

    /** Reads again what the target holds: a commit whose answer was lost may be in it, or another task's claim. */
    void reconcile(OffsetStore offsets) throws SQLException {
        List<Progress> claimed =
                assigned.values().stream().filter(Progress::isClaimed).toList();
        if (claimed.isEmpty()) {
            return;
        }
        Map<TopicPartition, PartitionOffset> held = offsets
                .read(claimed.stream().map(Progress::held).toList())
                .stream()
                .collect(Collectors.toMap(PartitionOffset::partition, Function.identity()));
        for (Progress progress : claimed) {
            PartitionOffset offset = held.get(progress.partition());
            if (offset == null || offset.epoch() != progress.held().epoch()) {
                progress.lost();
            } else {
                progress.found(offset);
            }
        }
    }

    /** The records of a put are read from the first on, perhaps not for the first time. */
    void againFromTheFirst() {
        assigned.values().forEach(Progress::againFromTheFirst);
    }

    /** What was sought comes with the next put. */
    void sought() {
        assigned.values().forEach(Progress::sought);
    }

    /** The offsets that the target holds, for Kafka to keep. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        assigned.forEach((partition, progress) -> {
            Long next = progress.committable();
            if (next != null) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        });
        return offsets;
    }

    private static Map<TopicPartition, PartitionOffset> byPartition(List<PartitionOffset> offsets) {
        return offsets.stream().collect(Collectors.toMap(PartitionOffset::partition, Function.identity()));
    }
}
