package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import io.golconde.source.queue.SourceOffset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second at most: stores the acknowledged progress and rotates the slots behind it. Every few seconds: captures
 * tables that have come, and follows those that were altered unnoticed.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long INSTALLATION_NANOS = Duration.ofSeconds(5).toNanos();
    /** Consumed rows of the current slot are passed in each window: about 5 million a second. */
    private static final long SLOT_BYTES = 256 << 10;

    private final DrainSession session;
    private final SchemaInstallation installation;
    private final ProgressStore store;
    private final Rotation rotation;
    private final Supplier<@Nullable SourceOffset> acknowledged;
    private SourceOffset stored;
    private long next = System.nanoTime();
    private long nextInstallation = next + INSTALLATION_NANOS;
    private String lastObstacle = "";

    /** Takes the offset that is stored already. */
    Upkeep(
            DrainSession session,
            SchemaInstallation installation,
            String queue,
            SourceOffset stored,
            Supplier<@Nullable SourceOffset> acknowledged) {
        this.session = session;
        this.installation = installation;
        this.store = new ProgressStore(session.control(), queue);
        this.rotation = new Rotation(session.control(), queue, SLOT_BYTES);
        this.acknowledged = acknowledged;
        this.stored = stored;
    }

    void whenDue() throws SQLException {
        if (System.nanoTime() - next >= 0) {
            store();
            rotation.run(stored.seen());
            if (System.nanoTime() - nextInstallation >= 0) {
                install();
                nextInstallation = System.nanoTime() + INSTALLATION_NANOS;
            }
            next = System.nanoTime() + INTERVAL_NANOS;
        }
    }

    /** What is captured goes on being drained, whatever keeps other tables from it. */
    private void install() throws SQLException {
        try {
            installation.ensure(session.control());
            lastObstacle = "";
        } catch (ConnectException e) {
            warn(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw e;
            }
            warn("tables that are to be captured are locked, probably by a migration");
        }
    }

    private void warn(String obstacle) {
        if (!obstacle.equals(lastObstacle)) {
            LOG.warn("Not all that is selected is captured: {}", obstacle);
            lastObstacle = obstacle;
        }
    }

    void store() throws SQLException {
        SourceOffset latest = acknowledged.get();
        if (latest != null && !latest.equals(stored)) {
            store.save(latest);
            stored = latest;
        }
    }
}
