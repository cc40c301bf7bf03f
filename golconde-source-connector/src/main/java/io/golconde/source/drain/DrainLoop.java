package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.window.Part;
import io.golconde.source.window.WindowReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads windows one after the other on one session and hands them over, until it is closed or the session fails. */
final class DrainLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DrainLoop.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration HANDOVER_PATIENCE = Duration.ofMillis(500);

    private final DrainSession session;
    private final DrainSettings settings;
    private final Handover handover;
    private final Upkeep upkeep;
    private final CountDownLatch closing;
    private final WindowReader reader;
    private final Durability durability;
    private SourceOffset position;
    private boolean more;
    private Duration pause = SHORTEST_PAUSE;
    private long lastHandover = System.nanoTime();

    DrainLoop(
            DrainSession session,
            DrainSettings settings,
            Handover handover,
            Upkeep upkeep,
            SourceOffset start,
            CountDownLatch closing) {
        this.session = session;
        this.settings = settings;
        this.handover = handover;
        this.upkeep = upkeep;
        this.closing = closing;
        this.reader = new WindowReader(session.windows(), settings.window());
        this.durability = new Durability(session.control());
        this.position = start;
        this.more = settings.snapshotMode() == SnapshotMode.INITIAL;
    }

    /** From where a new session goes on. */
    SourceOffset position() {
        return position;
    }

    void run() throws SQLException, InterruptedException {
        while (closing.getCount() > 0) {
            upkeep.whenDue();
            if (more || position.until() != null || !session.currentSnapshot().equals(position.seen())) {
                look();
            } else {
                rest();
            }
        }
        upkeep.store();
    }

    private void look() throws SQLException, InterruptedException {
        Part part;
        try {
            part = reader.read(position);
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw e;
            }
            LOG.info("Queue {} waits for a lock on a captured table, probably for a migration", settings.queue());
            rest();
            return;
        }
        if (part.isEmpty() && !part.more()) {
            passEmpty(part);
        } else {
            durability.await(part.insertLsn());
            handOver(part);
            pause = SHORTEST_PAUSE;
        }
    }

    /** Nobody waits for an empty window: it counts as seen only when the log happens to be on disk. */
    private void passEmpty(Part part) throws SQLException, InterruptedException {
        if (durability.isFlushed(part.insertLsn())) {
            more = false;
            position = part.end();
            heartbeat(part);
        }
        rest();
    }

    private void heartbeat(Part part) throws InterruptedException, SQLException {
        Duration interval = settings.heartbeatInterval();
        if (!interval.isZero() && System.nanoTime() - lastHandover >= interval.toNanos()) {
            handOver(new Part(List.of(new Heartbeat(part.end())), 0, part.end(), part.insertLsn(), false));
        }
    }

    private void handOver(Part part) throws InterruptedException, SQLException {
        while (!handover.offer(part, HANDOVER_PATIENCE)) {
            upkeep.whenDue();
            if (closing.getCount() == 0) {
                return;
            }
        }
        position = part.end();
        more = part.more();
        lastHandover = System.nanoTime();
    }

    private void rest() throws InterruptedException {
        if (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(settings.pollInterval()) < 0 ? longer : settings.pollInterval();
        }
    }
}
