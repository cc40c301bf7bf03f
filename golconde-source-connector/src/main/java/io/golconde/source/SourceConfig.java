package io.golconde.source;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Database;
import io.golconde.source.install.TableQueues;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.queue.TopicNames;
import io.golconde.source.record.SizeLimit;
import io.golconde.source.signal.SignalSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.util.ConnectorUtils;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A connector's settings, or those of one of its tasks. */
public final class SourceConfig extends AbstractConfig {
    public static final ConfigDef DEFINITION = SourceSettings.DEFINITION;

    /** Connect's own settings, as far as they matter here. */
    private static final String CONNECTOR_NAME = "name";

    private static final String EXACTLY_ONCE_SUPPORT = "exactly.once.support";
    private static final String TRANSACTION_BOUNDARY = "transaction.boundary";
    private static final String MAX_REQUEST_SIZE = "producer.override.max.request.size";

    /** What a task is given besides the connector's settings: its number, and which queues it drains. */
    private static final String TASK = "task.id";

    private static final String TASK_QUEUES = "task.queues";
    private static final String FIRST_TASK = "0";

    /** A condition is planned, and a request waits for others that are not committed. */
    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(30);

    SourceConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
    }

    /** Settings of tasks, among which the queues are shared; by the same names, so that Connect can hide secrets again. */
    List<Map<String, String>> tasks(int maxTasks) {
        List<String> queues = queuesOfTables().names();
        List<List<String>> shares = ConnectorUtils.groupPartitions(queues, Math.min(maxTasks, queues.size()));
        return IntStream.range(0, shares.size())
                .mapToObj(number -> task(number, shares.get(number)))
                .toList();
    }

    private Map<String, String> task(int number, List<String> queues) {
        Map<String, String> properties = new HashMap<>(originalsStrings());
        properties.put(TASK, String.valueOf(number));
        properties.put(TASK_QUEUES, String.join(",", queues));
        return properties;
    }

    /** The number of the task that these settings are of. */
    String task() {
        return originals().getOrDefault(TASK, FIRST_TASK).toString();
    }

    /** The queues of the task that these settings are of; of a connector, all. */
    List<QueueConfig> queues() {
        @Nullable Object share = originals().get(TASK_QUEUES);
        Stream<String> names = share == null
                ? queuesOfTables().names().stream()
                : Stream.of(share.toString().split(","));
        return names.map(name -> new QueueConfig(this, name)).toList();
    }

    /** Which queue each table's changes go to. */
    TableQueues queuesOfTables() {
        return new TableQueues(
                QueuesOfTables.parse(SourceSettings.QUEUES, getString(SourceSettings.QUEUES)),
                getString(SourceSettings.QUEUE));
    }

    /** The owner of each of its queues, without the queue's name. */
    String ownerPrefix() {
        return connector() + '/' + topicPrefix() + '/';
    }

    Database database(String user, Duration connectTimeout, Duration statementTimeout) {
        @Nullable Password password = getPassword(SourceSettings.SECRET);
        return new Database(
                getString(SourceSettings.URL),
                getString(SourceSettings.USER),
                password == null ? null : password.value(),
                "golconde " + user,
                connectTimeout,
                statementTimeout);
    }

    /** Where signals are read, null where they are not, or not by this task. */
    @Nullable
    SignalSettings signals() {
        String topic = getString(SourceSettings.SIGNAL_TOPIC);
        if (topic == null || !task().equals(FIRST_TASK)) {
            return null;
        }
        Map<String, Object> consumer = new HashMap<>(originalsWithPrefix(SourceSettings.SIGNAL_CONSUMER));
        consumer.put("bootstrap.servers", getString(SourceSettings.SIGNAL_SERVERS));
        consumer.put("group.id", getString(SourceSettings.SIGNAL_GROUP) + '-' + topicPrefix());
        Database database = database(connector() + " signals", SIGNAL_TIMEOUT, SIGNAL_TIMEOUT);
        return new SignalSettings(
                topic, topicPrefix(), consumer, database, queuesOfTables().names());
    }

    int batchSize() {
        return getInt(SourceSettings.BATCH_SIZE);
    }

    /** Settings that are right each by itself and wrong together. */
    List<Finding> contradictions() {
        List<Finding> found = new ArrayList<>();
        if (!isFlat() && !getList(SourceSettings.ADD_FIELDS).isEmpty()) {
            found.add(new Finding(
                    SourceSettings.ADD_FIELDS, "An envelope has these fields already: set record.format=flat."));
        }
        if (isFlat() && !getBoolean(SourceSettings.TOMBSTONES)) {
            found.add(new Finding(
                    SourceSettings.TOMBSTONES,
                    "With record.format=flat a delete is a tombstone; without them, set record.format=envelope."));
        }
        if (isFlat() && isInOneTopic()) {
            found.add(new Finding(
                    SourceSettings.LAYOUT,
                    "In one topic a flat record does not tell which table it is about: set record.format=envelope."));
        }
        if (getString(SourceSettings.SIGNAL_TOPIC) != null && getString(SourceSettings.SIGNAL_SERVERS) == null) {
            found.add(new Finding(
                    SourceSettings.SIGNAL_SERVERS, "Has to say where " + SourceSettings.SIGNAL_TOPIC + " is."));
        }
        findUnfitLimit(found);
        List<String> queues = queuesOfTables().names();
        if (getBoolean(SourceSettings.TRANSACTIONS) && queues.size() > 1) {
            found.add(new Finding(
                    SourceSettings.TRANSACTIONS,
                    "A transaction may be in several queues, and each is drained by itself: leave out "
                            + SourceSettings.QUEUES + ", or this."));
        }
        if (isInOneTopic()) {
            findSharedTopics(queues, found);
        }
        Object boundary = originals().getOrDefault(TRANSACTION_BOUNDARY, "poll");
        if (!boundary.toString().equalsIgnoreCase("poll")) {
            found.add(new Finding(
                    TRANSACTION_BOUNDARY, "Must be poll: a Kafka transaction that outlives a poll dies in a pause."));
        }
        return found;
    }

    /** A capture can only be stopped by who can begin it again, and read what was missed. */
    private void findUnfitLimit(List<Finding> found) {
        if (!stopsAtLimit()) {
            return;
        }
        if (getLong(SourceSettings.QUEUE_BYTES) == 0) {
            found.add(new Finding(SourceSettings.QUEUE_BYTES, "Has to say how large a queue may become."));
        }
        if (getString(SourceSettings.INSTALL).equals(SourceSettings.MANUAL)) {
            found.add(new Finding(
                    SourceSettings.QUEUE_BYTES_ACTION,
                    "With capture.install=manual the connector may not stop a capture: set it to warn, and have a job of the"
                            + " database call golconde.limit_queue."));
        }
        if (getString(SourceSettings.SNAPSHOT_MODE).equals(SnapshotMode.NO_DATA.word())) {
            found.add(new Finding(
                    SourceSettings.QUEUE_BYTES_ACTION,
                    "With snapshot.mode=no_data, changes that are not captured meanwhile would never be sent: set it to"
                            + " warn, or snapshot.mode to initial."));
        }
    }

    /** Topics of which Kafka takes the names for one. */
    private void findSharedTopics(List<String> queues, List<Finding> found) {
        Map<String, String> taken = new HashMap<>();
        if (getBoolean(SourceSettings.TRANSACTIONS)) {
            taken.put(TopicNames.metric(getString(SourceSettings.TRANSACTION_TOPIC)), SourceSettings.TRANSACTION_TOPIC);
        }
        for (String queue : queues) {
            @Nullable String other = taken.putIfAbsent(TopicNames.metric(queue), "the queue " + queue);
            if (other != null) {
                boolean transactions = other.equals(SourceSettings.TRANSACTION_TOPIC);
                found.add(new Finding(
                        transactions ? other : SourceSettings.QUEUES,
                        "Kafka takes " + (transactions ? "it" : "the topic of " + other)
                                + " for the topic of the queue " + queue + ": give it or the queue another name."));
            }
        }
    }

    /** Whether Connect runs this connector exactly once or not at all. */
    boolean requiresExactlyOnce() {
        return "required".equalsIgnoreCase(String.valueOf(originals().get(EXACTLY_ONCE_SUPPORT)));
    }

    boolean stopsAtLimit() {
        return getString(SourceSettings.QUEUE_BYTES_ACTION).equals(SourceSettings.STOP);
    }

    boolean isInOneTopic() {
        return getString(SourceSettings.LAYOUT).equals(SourceSettings.QUEUE_LAYOUT);
    }

    boolean isFlat() {
        return getString(SourceSettings.FORMAT).equals(SourceSettings.FLAT);
    }

    String connector() {
        return originals().getOrDefault(CONNECTOR_NAME, "").toString();
    }

    String topicPrefix() {
        return getString(SourceSettings.TOPIC_PREFIX);
    }

    /** As the driver understands the URL: without a database in it, the one with the user's name. */
    String databaseName() {
        Properties parts = Objects.requireNonNull(Driver.parseURL(getString(SourceSettings.URL), null));
        String user = Objects.requireNonNullElse(getString(SourceSettings.USER), "");
        return parts.getProperty("PGDBNAME", user);
    }

    int maxRequestSize() {
        @Nullable Object size = originals().get(MAX_REQUEST_SIZE);
        if (size == null) {
            return SizeLimit.PRODUCER_DEFAULT;
        }
        return (Integer) Objects.requireNonNull(ConfigDef.parseType(MAX_REQUEST_SIZE, size, ConfigDef.Type.INT));
    }
}
