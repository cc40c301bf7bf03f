package io.golconde.source.drain;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Where the reader puts parts and the task takes events: bounded in bytes, though always able to hold one part. Holds
 * the failure that ended the reader, too, so that the task fails with it after all that was read before.
 */
final class Handover {
    private record Held(QueueEvent event, long bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Held> events = new ArrayDeque<>();
    private final long maxBytes;
    private final Runnable arrived;
    private long bytes;
    private boolean demanded;
    private @Nullable SourceOffset last;
    private @Nullable ConnectException failure;

    /** @param arrived called, outside of any lock, when there is something to take */
    Handover(long maxBytes, Runnable arrived) {
        this.maxBytes = maxBytes;
        this.arrived = arrived;
    }

    /** Adds the events with their weight, unless there is no room within the given time. */
    boolean offer(List<QueueEvent> added, long weight, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (bytes > 0 && bytes + weight > maxBytes) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            long each = added.isEmpty() ? 0 : weight / added.size();
            added.forEach(event -> events.add(new Held(event, each)));
            last = added.isEmpty() ? last : added.get(added.size() - 1).offset();
            bytes += each * added.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        arrived.run();
        return true;
    }

    /** Returns once all has been taken and more is asked for, or after the given time. */
    void awaitDemand(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (!(demanded && events.isEmpty()) && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void fail(ConnectException reason) {
        lock.lock();
        try {
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        arrived.run();
    }

    /** The offset of the last event that was ever added; null before the first. */
    @Nullable
    SourceOffset last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    List<QueueEvent> take(int max, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            demanded = true;
            changed.signalAll();
            while (events.isEmpty() && failure == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            demanded = events.isEmpty();
            if (events.isEmpty() && failure != null) {
                throw failure;
            }
            return takeUpTo(max);
        } finally {
            lock.unlock();
        }
    }

    private List<QueueEvent> takeUpTo(int max) {
        List<QueueEvent> taken = new ArrayList<>(Math.min(max, events.size()));
        for (Held held = events.poll(); held != null; held = taken.size() < max ? events.poll() : null) {
            taken.add(held.event());
            bytes -= held.bytes();
        }
        changed.signalAll();
        return taken;
    }
}
