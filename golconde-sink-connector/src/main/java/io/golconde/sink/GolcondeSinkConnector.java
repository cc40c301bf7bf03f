package io.golconde.sink;

import io.golconde.core.config.DatabaseCheck;
import io.golconde.core.config.Finding;
import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.UnknownSettings;
import io.golconde.core.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes row changes from topics into the tables of a PostgreSQL database. */
public final class GolcondeSinkConnector extends SinkConnector {
    private static final Logger LOG = LoggerFactory.getLogger(GolcondeSinkConnector.class);
    /** Connect's REST API would wait longer, but a person is waiting too. */
    private static final Duration VALIDATION_TIME = Duration.ofSeconds(5);

    /** For a connection, and for each statement, while somebody waits. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        settings = props;
        ConsumerAdvice.about(props).forEach(LOG::warn);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return GolcondeSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
    }

    private Map<String, String> taskConfig(int task) {
        Map<String, String> config = new HashMap<>(settings);
        config.put(SinkConfig.TASK, Integer.toString(task));
        return config;
    }

    @Override
    public void stop() {
        // nothing is held
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> props) {
        Config formal = super.validate(props);
        List<Finding> findings = new ArrayList<>(UnknownSettings.among(ownSettings(props), config()));
        Collection<Object> keyColumns = new ConcurrentLinkedQueue<>();
        if (formal.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            SinkConfig config = new SinkConfig(props);
            findings.addAll(config.contradictions());
            findings.addAll(new DatabaseCheck(config.database(ANSWER_TIMEOUT, ANSWER_TIMEOUT), VALIDATION_TIME)
                    .findings(config.checks(keyColumns::addAll)::findings));
        }
        formal.configValues().stream()
                .filter(value -> value.name().equals(SinkSettings.PK_FIELDS))
                .forEach(value -> value.recommendedValues(List.copyOf(keyColumns)));
        return new Config(Finding.report(findings, formal.configValues()));
    }

    /** A handler's settings are known to the handler alone. */
    private static Map<String, String> ownSettings(Map<String, String> props) {
        Map<String, String> own = new HashMap<>(props);
        if (props.containsKey(SinkSettings.HANDLER)) {
            own.keySet().removeIf(name -> name.startsWith(SinkSettings.HANDLER_PREFIX));
        }
        return own;
    }

    /** Offsets that a person changes over REST are changed in the target, too, where they count. */
    @Override
    public boolean alterOffsets(Map<String, String> props, Map<TopicPartition, Long> offsets) {
        SinkConfig config = new SinkConfig(props);
        if (config.isExactlyOnce()) {
            Database database = config.database(ANSWER_TIMEOUT, ANSWER_TIMEOUT);
            try (Connection connection = database.open()) {
                config.offsetChange(connection).apply(offsets);
            } catch (SQLException e) {
                Finding finding = Finding.of(e, database);
                throw new ConnectException(finding.setting() + ": " + finding.message());
            }
        }
        return true;
    }
}
