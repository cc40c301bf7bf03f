package io.golconde.sink.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands bad records to Connect, and knows them again when the records around them are tried once more. */
public final class ErrantRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final @Nullable ErrantRecordReporter reporter;
    private final Set<SinkRecord> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    private long count;

    /**
     * Wraps the reporter.
     *
     * @param reporter null where nobody takes bad records
     */
    public ErrantRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    /** Reports the records and waits until Connect has them; returns only if the records around them may be committed. */
    public void report(List<BadRecord> bad) {
        List<Future<Void>> pending = new ArrayList<>();
        for (BadRecord each : bad) {
            if (reporter == null) {
                throw Failures.undeliverable(each);
            }
            if (reported.add(each.record())) {
                LOG.debug("{}", each.reason().getMessage());
                pending.add(reporter.report(each.record(), each.reason()));
            }
        }
        if (!pending.isEmpty()) {
            LOG.warn(
                    "{} records are put aside; the first: {}",
                    pending.size(),
                    bad.get(0).reason().getMessage());
            await(pending);
            count += pending.size();
        }
    }

    /** The records at hand are done with. */
    public void settled() {
        reported.clear();
    }

    public long count() {
        return count;
    }

    private static void await(List<Future<Void>> pending) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Future<Void> each : pending) {
                each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Interrupted while bad records were put aside");
        } catch (ExecutionException | TimeoutException e) {
            throw new ConnectException(
                    "Bad records could not be written to the dead letter queue within " + PATIENCE, e);
        }
    }
}
