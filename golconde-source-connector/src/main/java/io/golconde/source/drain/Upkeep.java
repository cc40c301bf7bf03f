package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
import io.golconde.source.window.BackfillFailure;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Once a second at most: stores the acknowledged progress, rotates the slots behind it, tells how far existing rows are
 * read, and looks at how large the queue is and at what is captured.
 */
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
    private final SizeWatch size;
    private final BackfillProgress backfill;
    private final boolean existingRows;
    private final TaskLink link;
    private SourceOffset position;
    private @Nullable SourceOffset stored;
    private long next = System.nanoTime();

    /** Takes the position from which the session goes on, which need not be acknowledged. */
    Upkeep(
            DrainSession session,
            InstallationWatch watch,
            DrainSettings settings,
            SourceOffset position,
            TaskLink link) {
        this.watch = watch;
        this.store = new ProgressStore(session.control(), settings.queue());
        this.rotation = new Rotation(session.control(), settings.queue(), SLOTS, link.metrics());
        this.size = new SizeWatch(session.control(), settings.queue(), settings.limit(), link.metrics());
        this.backfill = new BackfillProgress(session.control(), settings);
        this.existingRows = settings.window().existingRows();
        this.link = link;
        this.position = position;
    }

    /** All up to the position is handed over. */
    void handedOver(SourceOffset end) {
        position = end;
        backfill.read(end.backfill());
    }

    void refuse(BackfillFailure failure) throws SQLException {
        backfill.refuse(failure);
    }

    void whenDue() throws SQLException {
        if (System.nanoTime() - next >= 0) {
            SourceOffset acknowledged = store();
            link.metrics().backfillsOpen(backfill.tell(acknowledged.backfill()));
            rotation.run(
                    acknowledged.seen(), existingRows ? acknowledged.backfill().next() : Integer.MAX_VALUE);
            size.look(rotation.bytes());
            watch.whenDue();
            next = System.nanoTime() + INTERVAL_NANOS;
        }
    }

    /** Stores what is acknowledged; where that is all that was handed over, also how far was read without anything to hand over. */
    SourceOffset store() throws SQLException {
        SourceOffset latest = link.allAcknowledged() ? position : link.acknowledged();
        if (!latest.equals(stored)) {
            store.save(latest);
            stored = latest;
        }
        return latest;
    }
}
