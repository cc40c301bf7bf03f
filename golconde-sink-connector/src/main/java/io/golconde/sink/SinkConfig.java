package io.golconde.sink;

import io.golconde.core.config.Finding;
import io.golconde.core.metrics.TaskMetrics;
import io.golconde.core.metrics.WorkerMetrics;
import io.golconde.core.sql.Database;
import io.golconde.sink.delivery.Delivery;
import io.golconde.sink.delivery.DeliveryRules;
import io.golconde.sink.delivery.RowWaits;
import io.golconde.sink.delivery.TaskSurroundings;
import io.golconde.sink.handler.AutoSql;
import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.ColumnNames;
import io.golconde.sink.record.KeyRule;
import io.golconde.sink.record.ReadingRules;
import io.golconde.sink.record.RecordReader;
import io.golconde.sink.record.TableMapping;
import io.golconde.sink.record.TableNameFormat;
import io.golconde.sink.record.UnknownFields;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.target.Blame;
import io.golconde.sink.target.Catalog;
import io.golconde.sink.target.KafkaOffsets;
import io.golconde.sink.target.OffsetChange;
import io.golconde.sink.target.OffsetStore;
import io.golconde.sink.target.SchemaMaker;
import io.golconde.sink.target.Target;
import io.golconde.sink.target.TargetChecks;
import io.golconde.sink.target.TargetOffsets;
import io.golconde.sink.target.TargetSession;
import io.golconde.sink.target.TargetWriter;
import io.golconde.sink.value.Placeholder;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Makes the values that the rooms below are built from of a connector's settings. */
public final class SinkConfig extends AbstractConfig {
    public static final ConfigDef DEFINITION = SinkSettings.DEFINITION;

    /** Connect's own settings, as far as they matter here. */
    private static final String CONNECTOR_NAME = "name";

    /** Which of the connector's tasks this is, for its metrics; the connector tells. */
    static final String TASK = "golconde.task";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    SinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
    }

    /** Opens the delivery; no I/O before the first put. */
    Delivery open(SinkTaskContext context) {
        String origin = getString(SinkSettings.ORIGIN);
        TargetSession session = new TargetSession(
                database(CONNECT_TIMEOUT, duration(SinkSettings.STATEMENT_TIMEOUT)),
                origin.isEmpty() ? connector() : origin,
                isReplica(),
                duration(SinkSettings.LOCK_TIMEOUT));
        Catalog catalog = new Catalog(session);
        OffsetStore offsets = isExactlyOnce()
                ? new TargetOffsets(session, getString(SinkSettings.NAMESPACE), connector())
                : new KafkaOffsets();
        Target target =
                new Target(session, catalog, new TargetWriter(session, insertMode()), offsets, new Blame(session));
        TaskMetrics<Metric> metrics = Metric.register(connector(), task());
        WorkerMetrics.show(SinkTaskContext.class, context, metrics, Map.of());
        return new Delivery(
                target,
                new RecordReader(readingRules(), catalog, new SchemaMaker(session), handler()),
                new TaskSurroundings(context, Clock.systemUTC(), metrics),
                deliveryRules());
    }

    private String task() {
        return String.valueOf(originals().getOrDefault(TASK, "0"));
    }

    OffsetChange offsetChange(Connection connection) {
        return new OffsetChange(connection, getString(SinkSettings.NAMESPACE), connector());
    }

    Database database(Duration connectTimeout, Duration statementTimeout) {
        Password password = getPassword(SinkSettings.SECRET);
        return new Database(
                getString(SinkSettings.URL),
                getString(SinkSettings.USER),
                password == null ? null : password.value(),
                "golconde " + connector(),
                connectTimeout,
                statementTimeout);
    }

    /** What the database must have; the names of the tables' key columns are given away, as far as they are known. */
    TargetChecks checks(Consumer<Collection<String>> keyColumns) {
        ReadingRules rules = readingRules();
        boolean known = isAutoSql() && !rules.tableName().needsSource();
        List<String> topics = known ? TopicList.of(originalsStrings()) : List.of();
        return new TargetChecks(isExactlyOnce(), isReplica(), topics, rules, keyColumns);
    }

    private boolean isReplica() {
        return getString(SinkSettings.REPLICA_ROLE).equals(SinkSettings.REPLICA);
    }

    boolean isAutoSql() {
        return AutoSql.class.equals(getClass(SinkSettings.HANDLER));
    }

    private DestinationHandler handler() {
        DestinationHandler handler = getConfiguredInstance(SinkSettings.HANDLER, DestinationHandler.class);
        Map<String, String> settings = new HashMap<>();
        originalsWithPrefix(SinkSettings.HANDLER_PREFIX)
                .forEach((name, value) -> settings.put(name, String.valueOf(value)));
        handler.configure(settings);
        return handler;
    }

    boolean isExactlyOnce() {
        return getString(SinkSettings.GUARANTEE).equals(SinkSettings.EXACTLY_ONCE);
    }

    /** Settings that are right each by itself and wrong together. */
    List<Finding> contradictions() {
        return new Contradictions(this).find();
    }

    boolean isWhole() {
        return getString(SinkSettings.UNIT).equals(SinkSettings.TRANSACTION);
    }

    boolean isNewest() {
        return getString(SinkSettings.CONFLICT_POLICY).equals(SinkSettings.NEWEST);
    }

    boolean isKeep() {
        return getString(SinkSettings.CONFLICT_POLICY).equals(SinkSettings.KEEP);
    }

    ReadingRules readingRules() {
        return new ReadingRules(
                insertMode(),
                getBoolean(SinkSettings.DELETES) && !isKeep(),
                getBoolean(SinkSettings.TRUNCATES) && !isKeep(),
                TableNameFormat.parse(getString(SinkSettings.TABLE_NAME)),
                new KeyRule(KeyRule.Source.valueOf(word(SinkSettings.PK_MODE)), getList(SinkSettings.PK_FIELDS)),
                ColumnNames.parse(getList(SinkSettings.COLUMN_MAPPING)),
                TableMapping.parse(getString(SinkSettings.TABLE_MAPPING)),
                evolves() ? UnknownFields.ADD : UnknownFields.valueOf(word(SinkSettings.UNKNOWN_COLUMNS)),
                evolves(),
                getString(SinkSettings.SCHEMA_EVOLUTION).equals(SinkSettings.FULL),
                isNewest() ? getString(SinkSettings.CONFLICT_COLUMN) : null,
                Placeholder.parse(getString(SinkSettings.UNAVAILABLE)));
    }

    boolean evolves() {
        return !getString(SinkSettings.SCHEMA_EVOLUTION).equals(SinkSettings.NONE);
    }

    private DeliveryRules deliveryRules() {
        return new DeliveryRules(
                insertMode(),
                isWhole(),
                getString(SinkSettings.RECREATED).equals(SinkSettings.RESTART),
                getBoolean(SinkSettings.DDL),
                new RowWaits(duration(SinkSettings.ROW_WAIT), duration(SinkSettings.VALUE_WAIT)),
                getLong(SinkSettings.BATCH_BYTES),
                duration(SinkSettings.RETRY_TIMEOUT),
                duration(SinkSettings.RETRY_BACKOFF));
    }

    InsertMode insertMode() {
        if (isKeep()) {
            return InsertMode.INSERT_NEW;
        }
        InsertMode mode = InsertMode.valueOf(word(SinkSettings.INSERT_MODE));
        if (mode != InsertMode.INSERT) {
            return mode;
        }
        return switch (getString(SinkSettings.ON_CONFLICT)) {
            case SinkSettings.OVERWRITE -> InsertMode.UPSERT;
            case SinkSettings.IGNORE -> InsertMode.INSERT_NEW;
            default -> InsertMode.INSERT;
        };
    }

    private String connector() {
        return String.valueOf(originals().getOrDefault(CONNECTOR_NAME, ""));
    }

    /** A setting's word, as Java's constants are spelled. */
    private String word(String name) {
        return getString(name).toUpperCase(Locale.ROOT);
    }

    private Duration duration(String name) {
        return Duration.ofMillis(getLong(name));
    }
}
