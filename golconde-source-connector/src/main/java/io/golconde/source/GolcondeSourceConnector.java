package io.golconde.source;

import static java.util.stream.Collectors.joining;

import io.golconde.core.config.DatabaseCheck;
import io.golconde.core.config.Finding;
import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.UnknownSettings;
import io.golconde.core.sql.Database;
import io.golconde.source.drain.LeftQueues;
import io.golconde.source.drain.OffsetChange;
import io.golconde.source.drain.Ownership;
import io.golconde.source.install.InstallSettings;
import io.golconde.source.install.SourceChecks;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Drains queues of a PostgreSQL database into Kafka, each by one of its tasks. */
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

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return new SourceConfig(properties).tasks(maxTasks);
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
            findings.addAll(new DatabaseCheck(
                            config.database(config.connector(), ANSWER_TIMEOUT, ANSWER_TIMEOUT), VALIDATION_TIME)
                    .findings(connection -> findings(config, connection)));
        }
        return new Config(Finding.report(findings, formal.configValues()));
    }

    private static List<Finding> findings(SourceConfig config, Connection connection) throws SQLException {
        List<InstallSettings> installs =
                config.queues().stream().map(QueueConfig::install).toList();
        List<Finding> findings = new ArrayList<>(new SourceChecks(installs).findings(connection));
        for (QueueConfig queue : config.queues()) {
            findings.addAll(new Ownership(connection, queue.queue(), queue.owner()).findings());
        }
        List<String> names = config.queuesOfTables().names();
        findings.addAll(new LeftQueues(connection, config.ownerPrefix(), names).findings());
        return findings;
    }

    /**
     * A null offset resets a queue; any other must be one from which it can be drained. Offsets of other partitions may
     * only be removed. A reset without any offset in Kafka comes as an empty map.
     */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        SourceConfig config = new SourceConfig(given);
        Map<Map<String, ?>, QueueConfig> queues = new LinkedHashMap<>();
        config.queues().forEach(queue -> queues.put(queue.partition().toMap(), queue));
        offsets.forEach((partition, offset) -> refuseUnknown(queues.keySet(), partition, offset));
        queues.forEach((partition, queue) -> {
            if (offsets.isEmpty() || offsets.containsKey(partition)) {
                change(config, queue, offsets.get(partition));
            }
        });
        return true;
    }

    private static void refuseUnknown(
            Set<Map<String, ?>> known, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (offset != null && !known.contains(partition)) {
            throw new ConnectException("Only "
                    + known.stream().map(Object::toString).collect(joining(", "))
                    + (known.size() == 1 ? " is a partition" : " are partitions") + " of this connector, found: "
                    + partition + ". Use one that GET /connectors/<name>/offsets shows.");
        }
    }

    private static void change(SourceConfig config, QueueConfig queue, @Nullable Map<String, ?> wanted) {
        Database database = config.database(queue.owner(), ANSWER_TIMEOUT, ANSWER_TIMEOUT);
        try (Connection connection = database.open()) {
            OffsetChange change = new OffsetChange(connection, queue.queue(), queue.owner());
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
