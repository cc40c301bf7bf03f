package io.golconde.sink.delivery;

import io.golconde.sink.record.SourcePosition;
import io.golconde.sink.target.Advance;
import io.golconde.sink.target.AppliedRecord;
import io.golconde.sink.target.PartitionOffset;
import io.golconde.sink.target.SourceFence;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one partition that a put moves it over: applied, bad, or of no consequence. */
final class PartitionBatch {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionBatch.class);

    private final Progress progress;
    private final List<SinkRecord> records = new ArrayList<>();
    private SourceFence fence;

    PartitionBatch(Progress progress) {
        this.progress = progress;
        this.fence = progress.reached().fence();
    }

    Progress progress() {
        return progress;
    }

    /** Adds the next record; says whether it is to be applied, too. */
    boolean add(SinkRecord record) {
        records.add(record);
        SourcePosition position = SourcePosition.of(record);
        if (fence.keepsOut(position)) {
            LOG.warn(
                    "{} at offset {} is not applied: a former owner of the queue {} sent it, in epoch {}, after the present"
                            + " one in epoch {}",
                    progress.partition(),
                    record.originalKafkaOffset(),
                    position.queue(),
                    position.epoch(),
                    fence.epoch());
            return false;
        }
        fence = fence.after(position);
        return true;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long firstOffset() {
        return records.get(0).originalKafkaOffset();
    }

    /** The way over all records. */
    Advance advance() {
        return new Advance(progress.held(), offsetBehind());
    }

    /** The same batch up to an offset. */
    PartitionBatch before(long offset) {
        PartitionBatch prefix = new PartitionBatch(progress);
        records.stream().filter(record -> record.originalKafkaOffset() < offset).forEach(prefix::add);
        return prefix;
    }

    /** Where the partition is when all records are applied. */
    PartitionOffset offsetBehind() {
        SinkRecord last = records.get(records.size() - 1);
        PartitionOffset held = progress.held();
        return new PartitionOffset(
                held.partition(), held.epoch(), last.originalKafkaOffset() + 1, AppliedRecord.of(last), fence);
    }
}
