package io.golconde.source.drain;

import io.golconde.source.queue.ChangeStream;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one queue: a thread reads windows into a bounded {@link Handover}, the task takes them out. The thread connects
 * again with growing pauses as long as a failure may pass, and ends with the first one that will not.
 */
public final class QueueDrain implements ChangeStream {
    private static final Logger LOG = LoggerFactory.getLogger(QueueDrain.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final DrainSettings settings;
    private final SchemaInstallation installation;
    private final @Nullable SourceOffset fromKafka;
    private final TaskLink link;
    private final Thread reader;
    /** From where the reader goes on; null until it has claimed the queue. Only the reader's thread uses it. */
    private @Nullable SourceOffset position;

    /**
     * Takes metrics of its own, which it closes.
     *
     * @param arrived called when there is something to take
     */
    public QueueDrain(
            DrainSettings settings,
            SchemaInstallation installation,
            @Nullable SourceOffset fromKafka,
            DrainMetrics metrics,
            Runnable arrived) {
        this.settings = settings;
        this.installation = installation;
        this.fromKafka = fromKafka;
        this.link = new TaskLink(2 * settings.windowMaxBytes(), metrics, arrived);
        this.reader = new Thread(this::run, "golconde-drain-" + settings.queue());
        reader.setDaemon(true);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public List<QueueEvent> take(int max, Duration patience) throws InterruptedException {
        List<QueueEvent> taken = link.handover().take(max, patience);
        link.metrics().handedOut(taken);
        return taken;
    }

    @Override
    public void acknowledge(SourceOffset offset) {
        link.acknowledge(offset);
    }

    @Override
    public void close() {
        link.closing().countDown();
        try {
            reader.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            reader.interrupt();
        }
        link.metrics().close();
    }

    private void run() {
        Duration pause = FIRST_RETRY;
        try {
            do {
                SourceOffset before = position;
                try (DrainSession session = DrainSession.open(settings.database(), settings.excludedOrigins())) {
                    drain(session);
                } catch (SQLException e) {
                    DrainFailure failure = DrainFailure.of(e, settings);
                    if (!failure.mayPass()) {
                        throw failure.toException();
                    }
                    pause = Objects.equals(before, position) ? longer(pause) : FIRST_RETRY;
                    link.metrics().count(DrainMetric.RECONNECTS);
                    LOG.warn("{}; trying again in {} ms", failure.message(), pause.toMillis());
                }
            } while (!link.closing().await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Queue {}: interrupted while closing", settings.queue());
        } catch (ConnectException e) {
            link.handover().fail(e);
        } catch (RuntimeException e) {
            link.handover().fail(new ConnectException("Draining the queue " + settings.queue() + " failed", e));
        }
    }

    private void drain(DrainSession session) throws SQLException, InterruptedException {
        new Ownership(session.control(), settings.queue(), settings.owner()).refuseOther();
        installation.ensure(session.control());
        SourceOffset start = start(session);
        InstallationWatch watch = new InstallationWatch(session.control(), installation);
        Upkeep upkeep = new Upkeep(session, watch, settings, start, link);
        DrainLoop loop = new DrainLoop(session, settings, upkeep, start, link);
        try {
            loop.run();
        } finally {
            position = loop.position();
        }
    }

    /** A new session on the same server goes on where the last one ended; on another server the choice is made again. */
    private SourceOffset start(DrainSession session) throws SQLException {
        SourceOffset last = position;
        if (last != null && session.server().equals(last.server())) {
            return last;
        }
        SourceOffset known = last == null ? fromKafka : last;
        SourceOffset start = new StartingPoint(session, settings).claim(known);
        if (known != null && !known.server().equals(start.server())) {
            link.metrics().count(DrainMetric.SERVER_CHANGES);
        }
        link.acknowledge(start);
        position = start;
        return start;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }
}
