package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the task and the reader's sessions, one after the other, meet.
 *
 * @param acknowledged how far everything is in Kafka; null before the first acknowledgement
 * @param closing open until the drain is closed
 */
record TaskLink(
        Handover handover,
        AtomicReference<@Nullable SourceOffset> acknowledged,
        CountDownLatch closing,
        DrainMetrics metrics) {
    TaskLink(long maxBytes, DrainMetrics metrics) {
        this(new Handover(maxBytes), new AtomicReference<>(), new CountDownLatch(1), metrics);
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }
}
