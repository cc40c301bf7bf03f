package io.golconde.source;

import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.golconde.core.config.JdbcUrl;
import io.golconde.core.config.RegexList;
import io.golconde.core.config.Settings;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.record.AddedField;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.jspecify.annotations.Nullable;

/** Names and meaning of the source connector's settings; {@link SourceConfig} makes values of them. */
final class SourceSettings {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String SECRET = "connection.password";
    static final String QUEUE = "queue.name";
    static final String QUEUES = "table.queues";
    static final String INCLUDE = "table.include.list";
    static final String EXCLUDE = "table.exclude.list";
    static final String INSTALL = "capture.install";
    static final String LEVEL = "capture.level";
    static final String KEY_COLUMNS = "message.key.columns";
    static final String REPLICATED = "capture.replicated.tables";
    static final String SNAPSHOT_MODE = "snapshot.mode";
    static final String CHUNK_ROWS = "snapshot.fetch.size";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String LAYOUT = "topic.layout";
    static final String FORMAT = "record.format";
    static final String ADD_FIELDS = "add.fields";
    static final String TOMBSTONES = "tombstones.on.delete";
    static final String TRANSACTIONS = "provide.transaction.metadata";
    static final String TRANSACTION_TOPIC = "topic.transaction";
    static final String HEARTBEAT_PREFIX = "topic.heartbeat.prefix";
    static final String EXCLUDED_ORIGINS = "origin.exclude.list";
    static final String HEARTBEAT_MS = "heartbeat.interval.ms";
    static final String POLL_MS = "poll.interval.ms";
    static final String BATCH_SIZE = "max.batch.size";
    static final String WINDOW_BYTES = "window.max.bytes";
    static final String QUEUE_BYTES = "queue.max.bytes";
    static final String QUEUE_BYTES_ACTION = "queue.max.bytes.action";

    static final String SIGNAL_TOPIC = "signal.kafka.topic";
    static final String SIGNAL_SERVERS = "signal.kafka.bootstrap.servers";
    static final String SIGNAL_GROUP = "signal.kafka.groupId";
    /** What follows is for the consumer of signals. */
    static final String SIGNAL_CONSUMER = "signal.consumer.";

    static final String TABLE_LAYOUT = "table";
    static final String QUEUE_LAYOUT = "queue";
    static final String ENVELOPE = "envelope";
    static final String FLAT = "flat";
    static final String AUTO = "auto";
    static final String ROW = "row";
    static final String STATEMENT = "statement";
    static final String MANUAL = "manual";
    static final String WARN = "warn";
    static final String STOP = "stop";
    /** Leaves room for schema and table, 63 bytes each, in the 249 characters of a topic's name. */
    private static final LegalName PREFIX_NAME = new LegalName(120);

    private static final LegalName QUEUE_NAME = new LegalName(63);

    static final ConfigDef DEFINITION = new Settings()
            .group("Connection")
            .required(URL, STRING, new JdbcUrl(), "JDBC URL of the source database; must lead to its primary.")
            .setting(USER, STRING, null, "Role that reads the queue and, with capture.install=auto, installs it.")
            .setting(SECRET, PASSWORD, null, "Password of the role. Best a reference such as ${file:...}.")
            .group("Capture")
            .setting(
                    INCLUDE,
                    LIST,
                    List.of(),
                    new RegexList(),
                    "Tables to capture: regular expressions that match schema.table as a whole. All when empty.")
            .setting(
                    EXCLUDE,
                    LIST,
                    List.of(),
                    new RegexList(),
                    "Tables not to capture, among those included: regular expressions as in table.include.list.")
            .setting(QUEUE, STRING, "main", QUEUE_NAME, "Queue that holds the changes of these tables, in order.")
            .setting(
                    QUEUES,
                    STRING,
                    "",
                    new QueuesOfTables(QUEUE_NAME),
                    "Queues of their own for some tables: a regular expression for schema.table, a colon, and a queue; several"
                            + " of these with semicolons between them, of which the first one that matches counts. All other"
                            + " tables are in queue.name. Queues are drained side by side, by up to tasks.max tasks; order is"
                            + " kept within each. A captured table for which it names another queue moves there.")
            .choice(
                    INSTALL,
                    AUTO,
                    List.of(AUTO, MANUAL),
                    "Who puts schema golconde and the triggers into the database: auto, the connector does;"
                            + " manual, a person does, and the connector checks.")
            .choice(
                    LEVEL,
                    AUTO,
                    List.of(AUTO, ROW, STATEMENT),
                    "How triggers get the rows: row, each by itself, which costs a statement of one row less; statement, all"
                            + " rows of a statement together, which costs a statement of many rows much less; auto, as the"
                            + " parameter level of golconde.capture said for each table, else row. Partitioned and inheriting"
                            + " tables, and those without a key, are always captured by row.")
            .setting(
                    KEY_COLUMNS,
                    STRING,
                    "",
                    new KeyColumns(),
                    "Key columns of tables that have no primary key: a regular expression for schema.table, a colon, and"
                            + " columns that are NOT NULL; several of these with semicolons between them. Of a table without"
                            + " either, only inserts and truncates are sent.")
            .setting(
                    REPLICATED,
                    LIST,
                    List.of(),
                    new RegexList(),
                    "Tables of which changes that replication makes are captured, too: those that a subscription applies, or"
                            + " that are made with session_replication_role=replica. Regular expressions as in"
                            + " table.include.list. Needs the rights of the tables' owner.")
            .setting(
                    EXCLUDED_ORIGINS,
                    LIST,
                    List.of(),
                    "Origins whose changes are not sent: names that a sink connector has in its setting origin. With both"
                            + " connectors each way between two databases, the name of the sink that writes to this one.")
            .group("Existing rows")
            .choice(
                    SNAPSHOT_MODE,
                    SnapshotMode.INITIAL.word(),
                    List.of(SnapshotMode.INITIAL.word(), SnapshotMode.NO_DATA.word()),
                    "Whether the rows that a table has when it is captured for the first time are read: initial, all of"
                            + " them; no_data, none.")
            .tuning(CHUNK_ROWS, INT, 10_240, between(1, 1_000_000), "Existing rows read at a time, in rows.")
            .group("Records")
            .required(TOPIC_PREFIX, STRING, PREFIX_NAME, "First part of each topic's name: prefix.schema.table.")
            .choice(
                    LAYOUT,
                    TABLE_LAYOUT,
                    List.of(TABLE_LAYOUT, QUEUE_LAYOUT),
                    "Topics: table, one for each table, as above; queue, one for all, prefix.queue, whose only partition used"
                            + " has all changes in their total order, and an END marker behind each window: a sink with"
                            + " apply.unit=transaction then applies source transactions whole. It has no tombstones.")
            .choice(
                    FORMAT,
                    ENVELOPE,
                    List.of(ENVELOPE, FLAT),
                    "Values: envelope, the row before and after in Debezium's form; flat, the row, and null for a delete.")
            .setting(
                    ADD_FIELDS,
                    LIST,
                    List.of(),
                    LambdaValidator.with(SourceSettings::checkAdded, () -> "op, ts_ms, fields of source"),
                    "Fields about the change to add to flat values, as __name: op, ts_ms, or a field of the source block"
                            + " such as table or source.ts_ms; field:name gives another name.")
            .with(ValueSettings::add)
            .setting(TOMBSTONES, BOOLEAN, true, "Whether a record with a null value follows the envelope of a delete.")
            .setting(
                    TRANSACTIONS,
                    BOOLEAN,
                    false,
                    "Whether envelopes tell their place in their transaction, and records of their own where it begins and ends."
                            + " Changes of tables captured by key are not counted.")
            .setting(
                    TRANSACTION_TOPIC,
                    STRING,
                    "transaction",
                    PREFIX_NAME,
                    "Last part of the name of the topic for those records, behind topic.prefix and a dot.")
            .group("Drain")
            .tuning(
                    POLL_MS,
                    LONG,
                    50L,
                    between(1, 60_000),
                    "Longest pause between two looks at an idle queue, in milliseconds.")
            .tuning(BATCH_SIZE, INT, 2_048, between(1, 100_000), "Most changes handed to Kafka at a time, in changes.")
            .tuning(
                    WINDOW_BYTES,
                    LONG,
                    32L << 20,
                    between(1 << 20, 1 << 30),
                    "Most that is read from the queue at a time and held in memory, in bytes; about twice that is used.")
            .setting(
                    QUEUE_BYTES,
                    LONG,
                    0L,
                    between(0, Long.MAX_VALUE),
                    "How large a queue may become in the source database, in bytes; 0 for any size. Looked at once a second while"
                            + " the task runs, so that a queue that nobody drains grows on; golconde.limit_queue does the same"
                            + " from a job of the database.")
            .choice(
                    QUEUE_BYTES_ACTION,
                    WARN,
                    List.of(WARN, STOP),
                    "What is done about a queue that is larger: warn, the log says so; stop, its tables are captured no more, so"
                            + " that it grows no more, and once all that it has is sent, they are captured anew and their rows"
                            + " sent again. Rows that are deleted in between stay where they were sent, and those of tables without a"
                            + " key are sent twice.")
            .tuning(
                    HEARTBEAT_MS,
                    LONG,
                    0L,
                    between(0, 86_400_000),
                    "Interval between heartbeat records while the queue moves without changes to hand out,"
                            + " in milliseconds; 0 for none.")
            .tuning(
                    HEARTBEAT_PREFIX,
                    STRING,
                    "__golconde-heartbeat",
                    PREFIX_NAME,
                    "First part of the heartbeats' topic; topic.prefix follows after a dot.")
            .group("Signals")
            .setting(
                    SIGNAL_TOPIC,
                    STRING,
                    null,
                    "Topic of one partition in which people ask for existing rows, with topic.prefix as the key: signals as"
                            + " Debezium has them. Whoever may write to it may have conditions evaluated by connection.user.")
            .setting(
                    SIGNAL_SERVERS,
                    STRING,
                    null,
                    "Addresses of that topic's Kafka cluster. Other settings of the consumer, such as security, go under their names"
                            + " behind signal.consumer.")
            .setting(
                    SIGNAL_GROUP,
                    STRING,
                    "kafka-signal",
                    "First part of the consumer group that keeps the place in the topic; topic.prefix follows after a hyphen.")
            .definition();

    private SourceSettings() {}

    private static void checkAdded(String name, @Nullable Object value) {
        if (value instanceof List<?> fields) {
            fields.forEach(field -> AddedField.of(field.toString()));
        }
    }
}
