package io.golconde.source;

import io.golconde.core.config.RegexList;
import io.golconde.core.sql.Database;
import io.golconde.source.drain.DrainMetrics;
import io.golconde.source.drain.DrainSettings;
import io.golconde.source.drain.QueueDrain;
import io.golconde.source.drain.QueueLimit;
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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Makes the values that the rooms below are built from of a connector's settings, for one of its queues. */
record QueueConfig(SourceConfig config, String queue) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A window over a long backlog is sorted before its first row comes. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(10);

    /** Who drains the queue: no two connectors are the same owner. */
    String owner() {
        return config.ownerPrefix() + queue;
    }

    SourcePartition partition() {
        return new SourcePartition(config.topicPrefix(), queue);
    }

    /** The database as the drain uses it. */
    private Database database() {
        return config.database(owner(), CONNECT_TIMEOUT, STATEMENT_TIMEOUT);
    }

    DrainSettings drain() {
        return new DrainSettings(
                database(),
                queue,
                owner(),
                SnapshotMode.valueOf(
                        config.getString(SourceSettings.SNAPSHOT_MODE).toUpperCase(Locale.ROOT)),
                Duration.ofMillis(config.getLong(SourceSettings.POLL_MS)),
                config.getLong(SourceSettings.WINDOW_BYTES),
                config.getInt(SourceSettings.CHUNK_ROWS),
                config.getBoolean(SourceSettings.TRANSACTIONS),
                config.isInOneTopic(),
                config.getList(SourceSettings.EXCLUDED_ORIGINS),
                Duration.ofMillis(config.getLong(SourceSettings.HEARTBEAT_MS)),
                limit(),
                ValueSettings.forms(config));
    }

    private QueueLimit limit() {
        long bytes = config.getLong(SourceSettings.QUEUE_BYTES);
        return bytes == 0 ? QueueLimit.NONE : new QueueLimit(bytes, config.stopsAtLimit());
    }

    InstallSettings install() {
        List<Pattern> include = RegexList.compile(SourceSettings.INCLUDE, config.getList(SourceSettings.INCLUDE));
        List<Pattern> exclude = RegexList.compile(SourceSettings.EXCLUDE, config.getList(SourceSettings.EXCLUDE));
        return new InstallSettings(
                queue,
                config.queuesOfTables(),
                new TableSelection(include, exclude),
                config.getString(SourceSettings.INSTALL).equals(SourceSettings.MANUAL),
                KeyColumns.parse(SourceSettings.KEY_COLUMNS, config.getString(SourceSettings.KEY_COLUMNS)),
                RegexList.compile(SourceSettings.REPLICATED, config.getList(SourceSettings.REPLICATED)),
                CaptureLevel.of(config.getString(SourceSettings.LEVEL)),
                config.isInOneTopic() ? null : new TopicNames(config.topicPrefix()));
    }

    /**
     * Opens the queue; no I/O before the stream is started.
     *
     * @param arrived called, by any thread, when there is something to take
     */
    ChangeStream open(SourceTaskContext worker, @Nullable SourceOffset from, Runnable arrived) {
        DrainMetrics metrics =
                DrainMetrics.register(config.connector(), config.task(), queue).shownBy(worker);
        return new QueueDrain(drain(), new Installer(install())::ensure, from, metrics, arrived);
    }

    /** Makes the queue's records, numbered by the prefix. */
    RecordFactory records(AcknowledgedPrefix prefix) {
        String heartbeats = config.getString(SourceSettings.HEARTBEAT_PREFIX);
        String transactions = config.getString(SourceSettings.TRANSACTION_TOPIC);
        TopicNaming topics = config.isInOneTopic()
                ? TopicNaming.ofQueue(config.topicPrefix(), heartbeats, transactions, queue)
                : TopicNaming.ofTables(config.topicPrefix(), heartbeats, transactions);
        RecordChecks checks =
                new RecordChecks(new SizeLimit(config.maxRequestSize()), ConverterTrial.of(config.originals()));
        return new RecordFactory(partition(), topics, format(), checks, prefix);
    }

    private ValueFormat format() {
        SourceBlock source = new SourceBlock(config.topicPrefix(), config.databaseName(), queue);
        if (config.isFlat()) {
            return new FlatFormat(
                    source,
                    config.getList(SourceSettings.ADD_FIELDS).stream()
                            .map(AddedField::of)
                            .toList());
        }
        return new EnvelopeFormat(source, config.getBoolean(SourceSettings.TOMBSTONES) && !config.isInOneTopic());
    }
}
