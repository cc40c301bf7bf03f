package io.golconde.source;

import io.golconde.source.queue.ChangeStream;
import io.golconde.source.record.AcknowledgedPrefix;
import io.golconde.source.record.RecordFactory;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** One queue in the hands of a task: its changes out as records, and followed up to where Kafka has them. */
record DrainedQueue(ChangeStream changes, RecordFactory records, AcknowledgedPrefix prefix) {
    /** What there is at this moment, at most so many changes. */
    List<SourceRecord> take(int max) throws InterruptedException {
        List<SourceRecord> batch = records.records(changes.take(max, Duration.ZERO));
        prefix.follow();
        return batch;
    }

    void close() {
        try (records) {
            changes.close();
        }
    }

    /** What is not confirmed was dropped by a transform: Connect says so with the next transaction, if there is one. */
    void confirmAll() {
        prefix.confirmAll();
    }
}
