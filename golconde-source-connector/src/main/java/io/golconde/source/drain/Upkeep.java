package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import java.sql.SQLException;
import java.time.Duration;

/** Once a second at most: stores the acknowledged progress, rotates the slots behind it, and looks at what is captured. */
final class Upkeep {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    /**
     * Consumed rows of the current slot are passed in each window: about 5 million a second. Truncating a slot costs the
     * catalog a few rows, so that a table of few changes is not left often.
     */
    private static final Rotation.Limits SLOTS = new Rotation.Limits(256 << 10, Duration.ofMinutes(10));

    private final InstallationWatch watch;
    private final ProgressStore store;
    private final Rotation rotation;
    private final boolean existingRows;
    private final TaskLink link;
    private SourceOffset stored;
    private long next = System.nanoTime();

    /** Takes the offset that is stored already. */
    Upkeep(DrainSession session, InstallationWatch watch, DrainSettings settings, SourceOffset stored, TaskLink link) {
        this.watch = watch;
        this.store = new ProgressStore(session.control(), settings.queue());
        this.rotation = new Rotation(session.control(), settings.queue(), SLOTS, link.metrics());
        this.existingRows = settings.window().existingRows();
        this.link = link;
        this.stored = stored;
    }

    void whenDue() throws SQLException {
        if (System.nanoTime() - next >= 0) {
            store();
            rotation.run(stored.seen(), existingRows ? stored.backfill().table() : Integer.MAX_VALUE);
            watch.whenDue();
            next = System.nanoTime() + INTERVAL_NANOS;
        }
    }

    void store() throws SQLException {
        SourceOffset latest = link.acknowledged().get();
        if (latest != null && !latest.equals(stored)) {
            store.save(latest);
            stored = latest;
        }
    }
}
