package io.golconde.source.queue;

import java.time.Duration;
import java.util.List;

/** Changes in order, acknowledged from the front. */
public interface ChangeStream extends AutoCloseable {
    /** Begins to read in the background; returns without waiting for the database. */
    void start();

    /**
     * The next events, none when there were none within the given time.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException once the stream has failed for good
     */
    List<QueueEvent> take(int max, Duration patience) throws InterruptedException;

    /** Everything up to this offset is in Kafka. Thread-safe. */
    void acknowledge(SourceOffset offset);

    @Override
    void close();
}
