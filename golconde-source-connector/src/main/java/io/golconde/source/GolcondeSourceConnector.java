package io.golconde.source;

import io.golconde.core.config.DatabaseCheck;
import io.golconde.core.config.Finding;
import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.UnknownSettings;
import io.golconde.core.sql.Database;
import io.golconde.source.drain.OffsetChange;
import io.golconde.source.drain.Ownership;
import io.golconde.source.install.SourceChecks;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Drains one queue of a PostgreSQL database into Kafka, with one task. */
public final class GolcondeSourceConnector extends SourceConnector {
    /** Connect's REST API would wait longer, but a person is waiting too. */
    private static final Duration VALIDATION_TIME = Duration.ofSeconds(5);

    /** For a connection, and for each statement, while somebody waits. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return GolcondeSourceTask.class;
    }

    @Override
    public ConfigDef config() {
        return SourceConfig.DEFINITION;
    }

    @Override
    public void start(Map<String, String> given) {
        properties = given;
    }

    /** The settings as they are, under the same names: Connect then puts references in place of secrets again. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config formal = super.validate(given);
        List<Finding> findings = new ArrayList<>(UnknownSettings.among(given, config()));
        if (formal.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            SourceConfig config = new SourceConfig(given);
            findings.addAll(config.contradictions());
            findings.addAll(new DatabaseCheck(config.database(ANSWER_TIMEOUT, ANSWER_TIMEOUT), VALIDATION_TIME)
                    .findings(connection -> findings(config, connection)));
        }
        return new Config(Finding.report(findings, formal.configValues()));
    }

    private static List<Finding> findings(SourceConfig config, Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>(new SourceChecks(config.install()).findings(connection));
        findings.addAll(new Ownership(connection, config.queue(), config.owner()).findings());
        return findings;
    }

    /**
     * A null offset resets the queue; any other must be one from which it can be drained. Offsets of other partitions may
     * only be removed. A reset without any offset in Kafka comes as an empty map.
     */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        SourceConfig config = new SourceConfig(given);
        offsets.forEach((partition, offset) -> refuseUnknown(config, partition, offset));
        if (offsets.isEmpty() || offsets.containsKey(config.partition().toMap())) {
            change(config, offsets.get(config.partition().toMap()));
        }
        return true;
    }

    private static void refuseUnknown(SourceConfig config, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (offset != null && !partition.equals(config.partition().toMap())) {
            throw new ConnectException(
                    "Only " + config.partition().toMap() + " is a partition of this connector, found: " + partition
                            + ". Use the one that GET /connectors/<name>/offsets shows.");
        }
    }

    private static void change(SourceConfig config, @Nullable Map<String, ?> wanted) {
        Database database = config.database(ANSWER_TIMEOUT, ANSWER_TIMEOUT);
        try (Connection connection = database.open()) {
            OffsetChange change = new OffsetChange(connection, config.queue(), config.owner());
            if (wanted == null) {
                change.reset();
            } else {
                change.check(SourceOffset.of(wanted));
            }
        } catch (SQLException e) {
            Finding finding = Finding.of(e, database);
            throw new ConnectException(finding.setting() + ": " + finding.message());
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** One poll is one transaction. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> given) {
        return ConnectorTransactionBoundaries.UNSUPPORTED;
    }
}
