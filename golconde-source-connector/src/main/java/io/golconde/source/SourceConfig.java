package io.golconde.source;

import io.golconde.core.config.Finding;
import io.golconde.core.config.RegexList;
import io.golconde.core.sql.Database;
import io.golconde.core.type.BinaryMode;
import io.golconde.source.drain.DrainMetrics;
import io.golconde.source.drain.DrainSettings;
import io.golconde.source.drain.QueueDrain;
import io.golconde.source.install.CaptureLevel;
import io.golconde.source.install.InstallSettings;
import io.golconde.source.install.Installer;
import io.golconde.source.install.TableSelection;
import io.golconde.source.queue.ChangeStream;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TopicNames;
import io.golconde.source.record.AcknowledgedPrefix;
import io.golconde.source.record.AddedField;
import io.golconde.source.record.ConverterTrial;
import io.golconde.source.record.EnvelopeFormat;
import io.golconde.source.record.FlatFormat;
import io.golconde.source.record.RecordChecks;
import io.golconde.source.record.RecordFactory;
import io.golconde.source.record.SizeLimit;
import io.golconde.source.record.SourceBlock;
import io.golconde.source.record.SourcePartition;
import io.golconde.source.record.TopicNaming;
import io.golconde.source.record.ValueFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Makes the values that the rooms below are built from of a connector's settings. */
public final class SourceConfig extends AbstractConfig {
    public static final ConfigDef DEFINITION = SourceSettings.DEFINITION;

    /** Connect's own settings, as far as they matter here. */
    private static final String CONNECTOR_NAME = "name";

    private static final String ONLY_TASK = "0";
    private static final String EXACTLY_ONCE_SUPPORT = "exactly.once.support";
    private static final String TRANSACTION_BOUNDARY = "transaction.boundary";
    private static final String MAX_REQUEST_SIZE = "producer.override.max.request.size";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A window over a long backlog is sorted before its first row comes. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(10);

    SourceConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
    }

    /** The database as the drain uses it. */
    Database database() {
        return database(CONNECT_TIMEOUT, STATEMENT_TIMEOUT);
    }

    Database database(Duration connectTimeout, Duration statementTimeout) {
        @Nullable Password password = getPassword(SourceSettings.SECRET);
        return new Database(
                getString(SourceSettings.URL),
                getString(SourceSettings.USER),
                password == null ? null : password.value(),
                "golconde " + owner(),
                connectTimeout,
                statementTimeout);
    }

    String queue() {
        return getString(SourceSettings.QUEUE);
    }

    /** Who drains the queue: no two connectors are the same owner. */
    String owner() {
        return connector() + '/' + topicPrefix() + '/' + queue();
    }

    SourcePartition partition() {
        return new SourcePartition(topicPrefix(), queue());
    }

    DrainSettings drain() {
        return new DrainSettings(
                database(),
                queue(),
                owner(),
                SnapshotMode.valueOf(getString(SourceSettings.SNAPSHOT_MODE).toUpperCase(Locale.ROOT)),
                Duration.ofMillis(getLong(SourceSettings.POLL_MS)),
                getLong(SourceSettings.WINDOW_BYTES),
                getInt(SourceSettings.CHUNK_ROWS),
                getBoolean(SourceSettings.TRANSACTIONS),
                isInOneTopic(),
                getList(SourceSettings.EXCLUDED_ORIGINS),
                Duration.ofMillis(getLong(SourceSettings.HEARTBEAT_MS)),
                BinaryMode.of(getString(SourceSettings.BINARY)));
    }

    InstallSettings install() {
        List<Pattern> include = RegexList.compile(SourceSettings.INCLUDE, getList(SourceSettings.INCLUDE));
        List<Pattern> exclude = RegexList.compile(SourceSettings.EXCLUDE, getList(SourceSettings.EXCLUDE));
        return new InstallSettings(
                queue(),
                new TableSelection(include, exclude),
                getString(SourceSettings.INSTALL).equals(SourceSettings.MANUAL),
                KeyColumns.parse(SourceSettings.KEY_COLUMNS, getString(SourceSettings.KEY_COLUMNS)),
                RegexList.compile(SourceSettings.REPLICATED, getList(SourceSettings.REPLICATED)),
                CaptureLevel.of(getString(SourceSettings.LEVEL)),
                isInOneTopic() ? null : new TopicNames(topicPrefix()));
    }

    /** Opens the queue; no I/O before the stream is started. */
    ChangeStream open(SourceTaskContext worker, @Nullable SourceOffset from) {
        DrainMetrics metrics = DrainMetrics.register(connector(), ONLY_TASK).shownBy(worker);
        return new QueueDrain(drain(), new Installer(install())::ensure, from, metrics);
    }

    int batchSize() {
        return getInt(SourceSettings.BATCH_SIZE);
    }

    /** Makes this task's records, numbered by the prefix. */
    RecordFactory records(AcknowledgedPrefix prefix) {
        String heartbeats = getString(SourceSettings.HEARTBEAT_PREFIX);
        String transactions = getString(SourceSettings.TRANSACTION_TOPIC);
        TopicNaming topics = isInOneTopic()
                ? TopicNaming.ofQueue(topicPrefix(), heartbeats, transactions, queue())
                : TopicNaming.ofTables(topicPrefix(), heartbeats, transactions);
        RecordChecks checks = new RecordChecks(new SizeLimit(maxRequestSize()), ConverterTrial.of(originals()));
        return new RecordFactory(partition(), topics, format(), checks, prefix);
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
        if (isInOneTopic() && getBoolean(SourceSettings.TRANSACTIONS) && sharesTransactionTopic()) {
            found.add(new Finding(
                    SourceSettings.TRANSACTION_TOPIC,
                    "Kafka takes it for the topic of the queue " + queue() + ": give it or the queue another name."));
        }
        Object boundary = originals().getOrDefault(TRANSACTION_BOUNDARY, "poll");
        if (!boundary.toString().equalsIgnoreCase("poll")) {
            found.add(new Finding(
                    TRANSACTION_BOUNDARY, "Must be poll: a Kafka transaction that outlives a poll dies in a pause."));
        }
        return found;
    }

    private boolean sharesTransactionTopic() {
        return TopicNames.metric(queue()).equals(TopicNames.metric(getString(SourceSettings.TRANSACTION_TOPIC)));
    }

    /** Whether Connect runs this connector exactly once or not at all. */
    boolean requiresExactlyOnce() {
        return "required".equalsIgnoreCase(String.valueOf(originals().get(EXACTLY_ONCE_SUPPORT)));
    }

    private ValueFormat format() {
        SourceBlock source = new SourceBlock(topicPrefix(), databaseName(), queue());
        if (isFlat()) {
            return new FlatFormat(
                    source,
                    getList(SourceSettings.ADD_FIELDS).stream()
                            .map(AddedField::of)
                            .toList());
        }
        return new EnvelopeFormat(source, getBoolean(SourceSettings.TOMBSTONES) && !isInOneTopic());
    }

    private boolean isInOneTopic() {
        return getString(SourceSettings.LAYOUT).equals(SourceSettings.QUEUE_LAYOUT);
    }

    private boolean isFlat() {
        return getString(SourceSettings.FORMAT).equals(SourceSettings.FLAT);
    }

    private String connector() {
        return originals().getOrDefault(CONNECTOR_NAME, "").toString();
    }

    private String topicPrefix() {
        return getString(SourceSettings.TOPIC_PREFIX);
    }

    /** As the driver understands the URL: without a database in it, the one with the user's name. */
    private String databaseName() {
        Properties parts = Objects.requireNonNull(Driver.parseURL(getString(SourceSettings.URL), null));
        String user = Objects.requireNonNullElse(getString(SourceSettings.USER), "");
        return parts.getProperty("PGDBNAME", user);
    }

    private int maxRequestSize() {
        @Nullable Object size = originals().get(MAX_REQUEST_SIZE);
        if (size == null) {
            return SizeLimit.PRODUCER_DEFAULT;
        }
        return (Integer) Objects.requireNonNull(ConfigDef.parseType(MAX_REQUEST_SIZE, size, ConfigDef.Type.INT));
    }
}
