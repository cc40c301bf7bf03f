package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Now and then: captures tables that have come, and follows those that were altered unnoticed. What is captured goes on
 * being drained, whatever keeps other tables from it.
 */
final class InstallationWatch {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** An attempt makes the drain, and a table's writers, wait for a lock: so the next one is later each time. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private final Connection connection;
    private final SchemaInstallation installation;
    private Duration interval = INTERVAL;
    private long next = System.nanoTime() + INTERVAL.toNanos();
    private String lastObstacle = "";

    InstallationWatch(Connection connection, SchemaInstallation installation) {
        this.connection = connection;
        this.installation = installation;
    }

    void whenDue() throws SQLException {
        if (System.nanoTime() - next >= 0) {
            look();
            next = System.nanoTime() + interval.toNanos();
        }
    }

    private void look() throws SQLException {
        try {
            installation.ensure(connection);
            lastObstacle = "";
            interval = INTERVAL;
        } catch (ConnectException e) {
            warn(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw e;
            }
            warn("tables that are to be captured are locked, probably by a migration");
            Duration longer = interval.multipliedBy(2);
            interval = longer.compareTo(LONGEST_INTERVAL) < 0 ? longer : LONGEST_INTERVAL;
        }
    }

    private void warn(String obstacle) {
        if (!obstacle.equals(lastObstacle)) {
            LOG.warn("Not all that is selected is captured: {}", obstacle);
            lastObstacle = obstacle;
        }
    }
}
