package io.golconde.sink.target;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Where the offsets are kept that count. */
public interface OffsetStore {
    /** Makes sure in a transaction of its own that offsets can be kept; called for each new connection. */
    void prepare() throws SQLException;

    /** Takes partitions over from whoever has them, in a transaction of its own. */
    List<PartitionOffset> claim(Collection<TopicPartition> partitions) throws SQLException;

    /** What is held for partitions that were claimed before, in a transaction of its own. */
    List<PartitionOffset> read(Collection<PartitionOffset> claimed) throws SQLException;

    /**
     * Notes progress in the current transaction.
     *
     * @return false if somebody else has moved or claimed one of the partitions: then nothing may be committed
     */
    boolean advance(Collection<Advance> advances) throws SQLException;
}
