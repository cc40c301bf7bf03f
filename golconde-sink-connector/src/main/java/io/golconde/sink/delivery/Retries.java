package io.golconde.sink.delivery;

import io.golconde.sink.failure.Failures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** How long failures that may pass have lasted, and when the next attempt is due. */
final class Retries {
    private static final int LONGEST_BACKOFF = 32; // times the first

    private final SinkTaskContext context;
    private final Duration patience;
    private final Duration firstBackoff;
    private final Clock clock;
    private @Nullable Instant since;
    private int failures;

    Retries(SinkTaskContext context, DeliveryRules rules, Clock clock) {
        this.context = context;
        this.patience = rules.retryTimeout();
        this.firstBackoff = rules.retryBackoff();
        this.clock = clock;
    }

    /** The exception with which Connect gives the same records again, or ends the task when it has lasted too long. */
    RuntimeException after(SQLException failure) {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
        }
        if (now.isAfter(since.plus(patience))) {
            return Failures.lasting(failure, patience);
        }
        Duration backoff = firstBackoff.multipliedBy(Math.min(1L << Math.min(failures, 30), LONGEST_BACKOFF));
        failures++;
        context.timeout(backoff.toMillis());
        return Failures.later(failure, backoff);
    }

    void succeeded() {
        since = null;
        failures = 0;
    }
}
