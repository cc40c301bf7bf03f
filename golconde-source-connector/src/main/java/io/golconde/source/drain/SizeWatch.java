package io.golconde.source.drain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when the queue becomes larger than it may, and where that is wanted stops the capture of its tables. */
final class SizeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SizeWatch.class);
    private static final String STOP = "SELECT golconde.limit_queue(?, ?)";
    /** An attempt makes writers of locked tables wait. */
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final Connection connection;
    private final String queue;
    private final QueueLimit limit;
    private final DrainMetrics metrics;
    private boolean over;
    private long next = System.nanoTime();

    /** Takes a connection in auto-commit mode. */
    SizeWatch(Connection connection, String queue, QueueLimit limit, DrainMetrics metrics) {
        this.connection = connection;
        this.queue = queue;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Takes what the queue takes on disk now. */
    void look(long bytes) throws SQLException {
        boolean was = over;
        over = bytes > limit.maxBytes();
        if (over && !was) {
            LOG.warn("Queue {} takes {} bytes, more than queue.max.bytes ({})", queue, bytes, limit.maxBytes());
        }
        if (over && limit.stops() && System.nanoTime() - next >= 0) {
            stop();
            next = System.nanoTime() + INTERVAL_NANOS;
        }
    }

    private void stop() throws SQLException {
        List<String> stopped = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STOP)) {
            statement.setString(1, queue);
            statement.setLong(2, limit.maxBytes());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    stopped.add(row.getString(1));
                }
            }
        }
        if (!stopped.isEmpty()) {
            metrics.count(DrainMetric.CAPTURES_STOPPED, stopped.size());
            LOG.error(
                    "Capture of {} was stopped, since queue {} is larger than queue.max.bytes. What it has is still sent; after"
                            + " that, the tables are captured anew and their rows sent again. Rows that are deleted until then"
                            + " stay where they were sent",
                    String.join(", ", stopped),
                    queue);
        }
    }
}
