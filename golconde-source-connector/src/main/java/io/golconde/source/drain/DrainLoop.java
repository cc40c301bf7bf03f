package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.window.BackfillFailure;
import io.golconde.source.window.Part;
import io.golconde.source.window.StillInOtherQueue;
import io.golconde.source.window.WindowReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    private final Upkeep upkeep;
    private final TaskLink link;
    private final WindowReader reader;
    private final Durability durability;
    private SourceOffset position;
    /** The snapshot of the last look; nothing new can be seen until there is another. */
    private String looked = "";

    private boolean more;
    /** Whether another queue has something that comes first. */
    private boolean waits;

    private Duration pause = SHORTEST_PAUSE;
    private long lastHandover = System.nanoTime();

    DrainLoop(DrainSession session, DrainSettings settings, Upkeep upkeep, SourceOffset start, TaskLink link) {
        this.session = session;
        this.settings = settings;
        this.upkeep = upkeep;
        this.link = link;
        this.reader = new WindowReader(session.windows(), settings.window());
        this.durability = new Durability(session.control());
        this.position = start;
    }

    /** From where a new session goes on. */
    SourceOffset position() {
        return position;
    }

    void run() throws SQLException, InterruptedException {
        while (!link.isClosing()) {
            upkeep.whenDue();
            long asked = System.currentTimeMillis();
            if (more || !session.currentSnapshot().equals(looked)) {
                look(asked);
            } else {
                nothingNew(asked);
            }
        }
        upkeep.store();
    }

    private void look(long asked) throws SQLException, InterruptedException {
        Part part;
        long began = System.nanoTime();
        try {
            part = reader.read(position);
        } catch (BackfillFailure e) {
            upkeep.refuse(e);
            return;
        } catch (StillInOtherQueue e) {
            if (!waits) {
                LOG.info("Queue {} waits: {}", settings.queue(), e.getMessage());
            }
            waits = true;
            rest();
            return;
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw e;
            }
            LOG.info("Queue {} waits for a lock on a captured table, probably for a migration", settings.queue());
            rest();
            return;
        }
        waits = false;
        looked = part.point().snapshot();
        more = part.more();
        boolean endsWindow = position.position() != null && part.end().position() == null;
        if (part.isEmpty() && !endsWindow && part.end().backfill().equals(position.backfill())) {
            // an empty window does not become part of what was seen: that would have to be made durable
            nothingNew(asked);
        } else {
            link.metrics().read(part, Duration.ofNanos(System.nanoTime() - began));
            durability.await(part.point());
            handOver(part.events(), part.bytes(), part.end());
            pause = SHORTEST_PAUSE;
            if (!more) {
                // a window costs the same for one change and for many: what comes meanwhile goes into the next one
                link.handover().awaitDemand(HANDOVER_PATIENCE);
            }
        }
    }

    private void handOver(List<QueueEvent> events, long bytes, SourceOffset end)
            throws InterruptedException, SQLException {
        while (!link.handover().offer(events, bytes, HANDOVER_PATIENCE)) {
            upkeep.whenDue();
            if (link.isClosing()) {
                return;
            }
        }
        position = end;
        upkeep.handedOver(end);
        lastHandover = System.nanoTime();
    }

    /** All that was committed when the time was taken is read already. */
    private void nothingNew(long asked) throws SQLException, InterruptedException {
        if (link.handover().isEmpty()) {
            link.metrics().completeUpTo(asked);
        }
        rest();
    }

    private void rest() throws SQLException, InterruptedException {
        Duration interval = settings.heartbeatInterval();
        if (!interval.isZero() && System.nanoTime() - lastHandover >= interval.toNanos()) {
            List<QueueEvent> heartbeat = List.of(new Heartbeat(position));
            handOver(heartbeat, 0, position);
        }
        if (!link.closing().await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(settings.pollInterval()) < 0 ? longer : settings.pollInterval();
        }
    }
}
