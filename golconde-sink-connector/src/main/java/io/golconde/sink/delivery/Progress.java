package io.golconde.sink.delivery;

import io.golconde.sink.failure.Failures;
import io.golconde.sink.target.AppliedRecord;
import io.golconde.sink.target.PartitionOffset;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One assigned partition: what the target holds for it, and which records count.
 *
 * <pre>
 * UNCLAIMED --> CLAIMED --(nothing applied yet)----------------------------> READY
 *                  |                                                           ^
 *                  +--> SEEKING the last record applied --> CHECKING it -------+
 *                                                              |               |
 *                            (another topic by that name) RESTARTING from 0 ---+
 *
 * READY --(a record is asked for again)--> AWAITING it --(what was before it is committed)--> READY
 *   ^                                          |
 *   +-----------------(failed)-----------------+
 * </pre>
 *
 * What comes while a seek is on its way is dropped; it is on its way until a put has returned.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private static final long NONE = -1;

    private enum Phase {
        UNCLAIMED,
        CLAIMED,
        SEEKING,
        CHECKING,
        RESTARTING,
        AWAITING,
        READY
    }

    private final TopicPartition partition;
    private Phase phase = Phase.UNCLAIMED;
    private PartitionOffset held;
    private PartitionOffset reached;
    private long position;
    private long firstDelivered = NONE;
    private long asked = NONE;

    Progress(TopicPartition partition) {
        this.partition = partition;
        this.held = PartitionOffset.none(partition);
        this.reached = held;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean isClaimed() {
        return phase != Phase.UNCLAIMED;
    }

    PartitionOffset held() {
        return held;
    }

    /** Up to where records are applied, those included that are not committed yet. */
    PartitionOffset reached() {
        return reached;
    }

    /** The offset that Kafka may keep, null as long as it is not certain. */
    @Nullable
    Long committable() {
        return phase == Phase.READY ? held.next() : null;
    }

    /** The partition was taken over, and this is what the target holds for it. */
    void claimed(PartitionOffset offset) {
        phase = Phase.CLAIMED;
        advanced(offset);
    }

    /** Somebody else has taken the partition over, or its offset away. */
    void lost() {
        phase = Phase.UNCLAIMED;
    }

    /** The target holds this now, and what follows comes next. */
    void advanced(PartitionOffset offset) {
        held = offset;
        reached = offset;
        position = offset.next() == null ? 0 : offset.next();
    }

    /** Records up to here are applied in a transaction that is still open. */
    void reached(PartitionOffset offset) {
        reached = offset;
    }

    /** What was applied since the last commit is taken back, and comes again from an offset on. */
    void rewind(long offset, SinkTaskContext context) {
        reached = held;
        asked = NONE;
        phase = Phase.RESTARTING;
        context.offset(partition, offset);
    }

    /** Has a record come again with all that follow it, if it was not asked for before; says whether it does. */
    boolean asksFor(long offset, SinkTaskContext context) {
        boolean first = asked != offset;
        if (first) {
            asked = offset;
            phase = Phase.AWAITING;
            context.offset(partition, offset);
        }
        return first;
    }

    /** All records of a put come again after a failure: what is before the one that was asked for is not applied yet. */
    void againFromTheFirst() {
        if (phase == Phase.AWAITING) {
            asked = NONE;
            phase = Phase.READY;
        }
    }

    /**
     * The target turned out to hold this: a commit without an answer may have advanced it. One that holds less than it did is
     * another server, a standby that had not followed: what it lacks must come again.
     */
    void found(PartitionOffset offset) {
        Long before = held.next();
        if (!Objects.equals(offset.next(), before)) {
            advanced(offset);
            if (before != null && position < before) {
                phase = Phase.CLAIMED;
            }
        }
    }

    /** Whether a record is the next one to apply. Records of a partition are asked about in their order. */
    boolean accepts(SinkRecord record, SinkTaskContext context, boolean restartRecreated) {
        return switch (phase) {
            case CLAIMED -> start(record, context);
            case CHECKING -> check(record, context, restartRecreated);
            case READY -> record.originalKafkaOffset() >= position;
            case UNCLAIMED, SEEKING, RESTARTING, AWAITING -> false;
        };
    }

    /** Whether it is the last record that the target holds, which comes again when a partition is taken over. */
    boolean isLastApplied(SinkRecord record) {
        AppliedRecord last = held.last();
        return last != null && last.is(record);
    }

    /** The put has returned: what was sought comes next. */
    void sought() {
        if (phase == Phase.SEEKING) {
            phase = Phase.CHECKING;
        } else if (phase == Phase.RESTARTING || phase == Phase.AWAITING) {
            phase = Phase.READY;
        }
    }

    private boolean start(SinkRecord record, SinkTaskContext context) {
        AppliedRecord last = held.last();
        if (last == null) {
            return startWithFirst(record, context);
        }
        firstDelivered = record.originalKafkaOffset();
        phase = Phase.SEEKING;
        context.offset(partition, last.offset());
        return false;
    }

    /** What came before to this task comes again where the target does not hold it any more. */
    private boolean startWithFirst(SinkRecord record, SinkTaskContext context) {
        long offset = record.originalKafkaOffset();
        if (firstDelivered != NONE && offset > firstDelivered) {
            phase = Phase.RESTARTING;
            context.offset(partition, firstDelivered);
            return false;
        }
        firstDelivered = offset;
        phase = Phase.READY;
        warnOfRecordsBefore(record);
        return offset >= position;
    }

    /** Where Kafka has a place and the target has none, they do not know each other: the target may have been emptied. */
    private void warnOfRecordsBefore(SinkRecord first) {
        if (held.isBlank() && first.originalKafkaOffset() > 0) {
            LOG.warn(
                    "The target has no offset for {}, and the first record that came has offset {}: no record before it has"
                            + " been applied to this database. Kafka has none where they have expired or are not wanted"
                            + " (auto.offset.reset); but where the target was emptied, the consumer group has gone on from"
                            + " its old place. Then have all applied that the topic holds: PUT /connectors/NAME/stop, DELETE"
                            + " /connectors/NAME/offsets, PUT /connectors/NAME/resume",
                    partition,
                    first.originalKafkaOffset());
        }
    }

    private boolean check(SinkRecord record, SinkTaskContext context, boolean restartRecreated) {
        AppliedRecord last = Objects.requireNonNull(held.last(), "there is no check without a record");
        if (last.is(record)) {
            phase = Phase.READY;
            return false;
        }
        if (isUnbroken(record, last)) {
            LOG.warn(
                    "The last record applied, {}@{}, is gone from the topic; going on with the next",
                    partition,
                    last.offset());
            phase = Phase.READY;
            return true;
        }
        if (!restartRecreated) {
            throw Failures.recreated(record, last.offset());
        }
        LOG.warn("{} was made anew, or has lost records: it is applied from its beginning", partition);
        position = 0;
        phase = Phase.RESTARTING;
        context.offset(partition, 0);
        return false;
    }

    /** Kafka's own offset was not behind, and from there nothing is missing: the last record's time was over, no more. */
    private boolean isUnbroken(SinkRecord record, AppliedRecord last) {
        long offset = record.originalKafkaOffset();
        return offset > last.offset() && offset == firstDelivered;
    }
}
