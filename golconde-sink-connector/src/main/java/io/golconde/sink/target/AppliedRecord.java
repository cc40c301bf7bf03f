package io.golconde.sink.target;

import io.golconde.sink.record.SourcePosition;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The last record of a partition that was applied, by what it can be known again. */
public record AppliedRecord(
        long offset,
        @Nullable Long timestamp,
        @Nullable Long lsn,
        @Nullable Long txid) {
    public static AppliedRecord of(SinkRecord record) {
        SourcePosition position = SourcePosition.of(record);
        return new AppliedRecord(record.originalKafkaOffset(), record.timestamp(), position.lsn(), position.txid());
    }

    /** Whether a record is this one; what either of them does not tell is not held against it. */
    public boolean is(SinkRecord record) {
        if (offset != record.originalKafkaOffset()) {
            return false;
        }
        AppliedRecord other = of(record);
        return agree(timestamp, other.timestamp) && agree(lsn, other.lsn) && agree(txid, other.txid);
    }

    private static boolean agree(@Nullable Long mine, @Nullable Long other) {
        return mine == null || other == null || Objects.equals(mine, other);
    }
}
