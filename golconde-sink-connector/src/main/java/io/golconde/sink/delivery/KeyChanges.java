package io.golconde.sink.delivery;

import io.golconde.sink.record.Change;
import io.golconde.sink.record.KeyHalf;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Joins the halves of key changes, which stand one behind the other in their partition, perhaps with a tombstone of the
 * old key between them. As one change it becomes one UPDATE, which leaves the rows that refer to the row what they are; a
 * delete would take them with it where they are declared so.
 */
final class KeyChanges {
    private final List<Change> changes;
    private final Map<TopicPartition, Integer> open = new HashMap<>(); // where a partition's old half stands

    /**
     * Joins what it adds.
     *
     * @param changes where the changes are added, in their order
     */
    KeyChanges(List<Change> changes) {
        this.changes = changes;
    }

    void add(Change change) {
        TopicPartition partition = Coordinates.partition(change.record());
        Integer index = open.get(partition);
        if (index == null) {
            append(partition, change);
            return;
        }
        Change old = changes.get(index);
        if (old.isRepeatedBy(change)) {
            return;
        }
        open.remove(partition);
        if (old.isJoinable(change)) {
            changes.set(index, old.joined(change));
        } else {
            append(partition, change);
        }
    }

    /** Whether the next record of the partition may be the other half. */
    boolean isOpen(TopicPartition partition) {
        return open.containsKey(partition);
    }

    /** The old halves, each the last change of its partition, whose new halves have not come. */
    Collection<Change> single() {
        return open.values().stream().map(changes::get).toList();
    }

    private void append(TopicPartition partition, Change change) {
        if (change.half() == KeyHalf.OLD) {
            open.put(partition, changes.size());
        }
        changes.add(change);
    }
}
