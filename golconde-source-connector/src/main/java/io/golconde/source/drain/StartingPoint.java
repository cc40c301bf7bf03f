package io.golconde.source.drain;

import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.queue.SourceOffset;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses from where a queue is drained: the later of Kafka's offset and the database's own copy of the progress. On
 * another timeline or server only the database's copy counts: it was replicated together with the queue.
 */
final class StartingPoint {
    private static final Logger LOG = LoggerFactory.getLogger(StartingPoint.class);

    private static final String MOVED = """
            UPDATE golconde.backfill_request r SET state = 'done'
            FROM golconde.captured_table t
            WHERE t.id = r.table_id AND t.queue = ? AND r.state = 'moved'""";

    private final DrainSession session;
    private final DrainSettings settings;

    StartingPoint(DrainSession session, DrainSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** Takes the queue for this task and says from where it goes on. */
    SourceOffset claim(@Nullable SourceOffset fromKafka) throws SQLException {
        SourceOffset.Server server = session.server();
        Ownership ownership = new Ownership(session.control(), settings.queue(), settings.owner());
        long knownEpoch = ownership.epoch();
        long epoch = ownership.claim(fromKafka == null ? 0 : fromKafka.epoch());
        ProgressStore store = new ProgressStore(session.control(), settings.queue());
        Optional<SourceOffset> known = store.load();
        if (store.isOfAnotherServer() || hasChangesOfAnotherServer(known, server)) {
            throw copied();
        }
        Optional<SourceOffset> stored = known.filter(offset -> offset.owner().equals(settings.owner()));
        boolean anew = fromKafka != null && fromKafka.server().equals(server) && knownEpoch < fromKafka.epoch();
        Optional<SourceOffset> chosen = anew ? installedAnew(stored) : choose(fromKafka, stored, server);
        SourceOffset start = chosen.map(offset -> offset.ownedBy(settings.owner(), epoch, server))
                .orElseGet(() -> SourceOffset.start(settings.owner(), epoch, server));
        if (chosen.isEmpty()) {
            wantExistingRowsOfMovedTables();
        }
        store.save(start);
        LOG.info(
                "Queue {} is drained by {} in epoch {} from window {}",
                settings.queue(),
                settings.owner(),
                epoch,
                start.window());
        return start;
    }

    /** What was read in another queue counts as little as what was read in this one. */
    private void wantExistingRowsOfMovedTables() throws SQLException {
        try (PreparedStatement statement = session.control().prepareStatement(MOVED)) {
            statement.setString(1, settings.queue());
            statement.executeUpdate();
        }
    }

    private boolean hasChangesOfAnotherServer(Optional<SourceOffset> stored, SourceOffset.Server server)
            throws SQLException {
        Optional<SourceOffset> elsewhere =
                stored.filter(offset -> !offset.server().systemIdentifier().equals(server.systemIdentifier()));
        return elsewhere.isPresent()
                && new QueuedElsewhere(session.control(), settings.queue())
                        .isThere(elsewhere.get().seen());
    }

    /**
     * Without an end: what is changed here has numbers that were given to other transactions there, which are sent; or
     * places before those of older changes.
     */
    private ConnectException copied() {
        return new ConnectException(
                "connection.url: the database was restored from a dump, together with the progress of the"
                        + " queue " + settings.queue()
                        + " on another server: which changes are sent, or came last, cannot be told. To begin anew,"
                        + " stop the connector, run SELECT golconde.uninstall(), reset the connector's offsets"
                        + " (DELETE /connectors/<name>/offsets) and resume it: it then reads the existing rows");
    }

    /** The offset in Kafka was written in an epoch of which this queue knows nothing. */
    private Optional<SourceOffset> installedAnew(Optional<SourceOffset> stored) {
        if (settings.snapshotMode() == SnapshotMode.NO_DATA) {
            throw new ConnectException("snapshot.mode: capture into the queue " + settings.queue()
                    + " was installed anew since the offset in Kafka was written, and what was changed in between is not"
                    + " queued. To read the existing rows, set snapshot.mode=initial; to do without them, stop the connector,"
                    + " reset its offsets (DELETE /connectors/<name>/offsets) and resume it");
        }
        LOG.warn(
                "Queue {}: capture was installed anew since the offset in Kafka was written; the existing rows are read"
                        + " again. Rows that were deleted in between stay at the destinations",
                settings.queue());
        return stored;
    }

    private Optional<SourceOffset> choose(
            @Nullable SourceOffset fromKafka, Optional<SourceOffset> stored, SourceOffset.Server server) {
        if (fromKafka == null) {
            return stored;
        }
        if (fromKafka.server().equals(server)) {
            return Optional.of(
                    stored.filter(offset -> offset.epoch() > fromKafka.epoch() || offset.isLaterThan(fromKafka))
                            .orElse(fromKafka));
        }
        if (stored.isEmpty()) {
            throw new ConnectException("connection.url: the offset in Kafka belongs to " + fromKafka.server()
                    + ", the database is " + server + " and has no progress of this connector. If this is the right"
                    + " database, stop the connector, reset its offsets (DELETE /connectors/<name>/offsets) and resume it:"
                    + " it then reads the existing rows again");
        }
        LOG.warn(
                "Queue {}: the server was {} and is {} now; going on from the progress stored in the database",
                settings.queue(),
                fromKafka.server(),
                server);
        return stored;
    }
}
