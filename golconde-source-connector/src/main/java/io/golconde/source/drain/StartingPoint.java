package io.golconde.source.drain;

import io.golconde.source.queue.SourceOffset;
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

    private final DrainSession session;
    private final DrainSettings settings;

    StartingPoint(DrainSession session, DrainSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** Takes the queue for this task and says from where it goes on. */
    SourceOffset claim(@Nullable SourceOffset fromKafka) throws SQLException {
        SourceOffset.Server server = session.server();
        long epoch = new Ownership(session.control(), settings.queue(), settings.owner())
                .claim(fromKafka == null ? 0 : fromKafka.epoch());
        ProgressStore store = new ProgressStore(session.control(), settings.queue());
        Optional<SourceOffset> stored =
                store.load().filter(offset -> offset.owner().equals(settings.owner()));
        SourceOffset start = choose(fromKafka, stored, server)
                .map(offset -> offset.ownedBy(settings.owner(), epoch, server))
                .orElseGet(() -> SourceOffset.start(settings.owner(), epoch, server));
        store.save(start);
        LOG.info(
                "Queue {} is drained by {} in epoch {} from window {}",
                settings.queue(),
                settings.owner(),
                epoch,
                start.window());
        return start;
    }

    private Optional<SourceOffset> choose(
            @Nullable SourceOffset fromKafka, Optional<SourceOffset> stored, SourceOffset.Server server) {
        if (fromKafka == null) {
            return stored;
        }
        if (fromKafka.server().equals(server)) {
            return Optional.of(
                    stored.filter(offset -> offset.isLaterThan(fromKafka)).orElse(fromKafka));
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
