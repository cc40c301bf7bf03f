package io.golconde.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for a condition instead of for a time. */
public final class Await {
    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /**
     * Returns once the condition holds. A condition that throws does not hold yet; the last failure becomes the cause.
     *
     * @param what completes the sentence "gave up waiting for ..."
     */
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        value(what, patience, () -> condition.call() ? Optional.of(condition) : Optional.empty());
    }

    /** Returns the value once there is one; see {@link #until}. */
    public static <T> T value(String what, Duration patience, Callable<Optional<T>> source) {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last;
        do {
            try {
                Optional<T> value = source.call();
                if (value.isPresent()) {
                    return value.get();
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            pause();
        } while (System.nanoTime() < deadline);
        String reason = last == null ? "" : ": " + last;
        throw new IllegalStateException(
                "gave up waiting for " + what + " after " + patience.toSeconds() + " s" + reason, last);
    }

    /** Returns once there is what is expected, and else tells what there is; see {@link #until}. */
    public static <T> void equal(String what, Duration patience, T expected, Callable<T> actual) {
        AtomicReference<T> last = new AtomicReference<>();
        try {
            until(what, patience, () -> {
                last.set(actual.call());
                return expected.equals(last.get());
            });
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + "\nexpected: " + expected + "\nbut was:  " + last.get(), e.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
