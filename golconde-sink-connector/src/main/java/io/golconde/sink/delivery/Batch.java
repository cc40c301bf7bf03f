package io.golconde.sink.delivery;

import io.golconde.sink.failure.BadRecord;
import io.golconde.sink.record.Change;
import io.golconde.sink.record.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What one put is to bring into the target. */
final class Batch {
    private final Map<TopicPartition, PartitionBatch> partitions = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();
    private final KeyChanges keyChanges = new KeyChanges(changes);
    private @Nullable TopicPartition latest;
    private long bytes;
    private boolean endsWindow;
    private @Nullable Command command;

    void add(Change change) {
        keyChanges.add(change);
        latest = Coordinates.partition(change.record());
        bytes += change.bytes();
    }

    /** The statement that is executed behind all changes. What follows it is read when the tables are what it made of them. */
    void endWith(Command last) {
        command = last;
    }

    @Nullable
    Command command() {
        return command;
    }

    /** Whether this is enough for one transaction, which does not part what belongs together. */
    boolean isFull(long maxBytes) {
        return command != null || (bytes >= maxBytes && (latest == null || !keyChanges.isOpen(latest)));
    }

    /** The first halves of key changes whose second halves are not here. */
    Collection<Change> singleHalves() {
        return keyChanges.single();
    }

    /** Takes a partition's changes and records from an offset on out again. */
    void postpone(TopicPartition partition, long offset) {
        changes.removeIf(change -> Coordinates.partition(change.record()).equals(partition)
                && change.record().originalKafkaOffset() >= offset);
        bad.removeIf(each -> Coordinates.partition(each.record()).equals(partition)
                && each.record().originalKafkaOffset() >= offset);
        if (command != null
                && Coordinates.partition(command.record()).equals(partition)
                && command.record().originalKafkaOffset() >= offset) {
            command = null;
        }
        partitions.computeIfPresent(partition, (key, records) -> records.before(offset));
    }

    /** Adds the next record; says whether it is to be applied, too. */
    boolean add(SinkRecord record, Progress progress) {
        boolean applies = partitions
                .computeIfAbsent(progress.partition(), partition -> new PartitionBatch(progress))
                .add(record);
        endsWindow &= !applies;
        return applies;
    }

    /** Whether no record is left that a partition would be moved over. */
    boolean isEmpty() {
        return partitions.values().stream().allMatch(PartitionBatch::isEmpty);
    }

    /** The last record is the END marker of a window. */
    void endWindow() {
        endsWindow = true;
    }

    boolean endsWindow() {
        return endsWindow;
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
