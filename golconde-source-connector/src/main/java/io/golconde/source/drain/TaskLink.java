package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the task and the reader's sessions, one after the other, meet. */
final class TaskLink {
    private final Handover handover;
    private final DrainMetrics metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Null until the queue is claimed. */
    private final AtomicReference<@Nullable SourceOffset> acknowledged = new AtomicReference<>();

    TaskLink(long maxBytes, DrainMetrics metrics, Runnable arrived) {
        this.handover = new Handover(maxBytes, arrived);
        this.metrics = metrics;
    }

    Handover handover() {
        return handover;
    }

    DrainMetrics metrics() {
        return metrics;
    }

    /** Open until the drain is closed. */
    CountDownLatch closing() {
        return closing;
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Everything up to this offset is in Kafka, or was when the queue was claimed. One from before the claim says nothing now. */
    void acknowledge(SourceOffset offset) {
        acknowledged.accumulateAndGet(
                offset, (last, given) -> last != null && last.epoch() > given.epoch() ? last : given);
    }

    /** How far the queue is acknowledged, once it is claimed. */
    SourceOffset acknowledged() {
        return Objects.requireNonNull(acknowledged.get(), "not claimed");
    }

    /** Whether nothing that was handed over still waits for its acknowledgement. */
    boolean allAcknowledged() {
        SourceOffset last = handover.last();
        return last == null || last.equals(acknowledged.get());
    }
}
