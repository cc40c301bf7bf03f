package io.golconde.sink.delivery;

import io.golconde.sink.buffer.ChangeBuffer;
import io.golconde.sink.buffer.TableBatch;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.InsertMode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Brings batches into the target, rows and offsets in one transaction. What makes a transaction is {@code apply.unit}. */
sealed interface Applier permits BatchApplier, WindowApplier {
    /** Applies the batch; returns false, with nothing of it applied, if a partition was moved by somebody else. */
    boolean apply(Batch batch) throws SQLException;

    /** Takes back what is not committed, in the target and here; it comes again. */
    void takeBack();

    /** Partitions were taken away from this task. */
    void close(Collection<TopicPartition> partitions);

    /** Whether something was committed since something was taken back. */
    boolean goesOn();

    static List<List<TableBatch>> folded(List<Change> changes, InsertMode mode) {
        ChangeBuffer buffer = new ChangeBuffer(mode);
        changes.forEach(change -> buffer.add(change.table(), change.change()));
        return buffer.rounds();
    }
}
