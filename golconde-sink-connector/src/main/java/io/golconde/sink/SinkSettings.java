package io.golconde.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.CLASS;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.golconde.core.config.JdbcUrl;
import io.golconde.core.config.Settings;
import io.golconde.sink.handler.AutoSql;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** Names and meaning of the sink connector's settings; {@link SinkConfig} makes values of them. */
final class SinkSettings {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String SECRET = "connection.password";
    static final String STATEMENT_TIMEOUT = "statement.timeout.ms";
    static final String LOCK_TIMEOUT = "lock.timeout.ms";
    static final String INSERT_MODE = "insert.mode";
    static final String ON_CONFLICT = "on.conflict";
    static final String CONFLICT_POLICY = "conflict.policy";
    static final String CONFLICT_COLUMN = "conflict.column";
    static final String COLUMN_MAPPING = "column.mapping";
    static final String DELETES = "delete.enabled";
    static final String TRUNCATES = "truncate.enabled";
    static final String DDL = "ddl.enabled";
    static final String TABLE_NAME = "table.name.format";
    static final String TABLE_MAPPING = "table.mapping";
    static final String PK_MODE = "pk.mode";
    static final String PK_FIELDS = "pk.fields";
    static final String UNKNOWN_COLUMNS = "unknown.columns";
    static final String UNAVAILABLE = "unavailable.value.placeholder";
    static final String SCHEMA_EVOLUTION = "schema.evolution";
    static final String ORIGIN = "origin";
    static final String REPLICA_ROLE = "session.replica.role";
    static final String HANDLER_PREFIX = "destination.handler.";
    static final String HANDLER = HANDLER_PREFIX + "class";
    static final String UNIT = "apply.unit";
    static final String GUARANTEE = "delivery.guarantee";
    static final String NAMESPACE = "offset.namespace";
    static final String RECREATED = "on.topic.recreated";
    static final String ROW_WAIT = "foreign.key.wait.ms";
    static final String VALUE_WAIT = "unique.value.wait.ms";
    static final String BATCH_BYTES = "batch.max.bytes";
    static final String RETRY_TIMEOUT = "retry.timeout.ms";
    static final String RETRY_BACKOFF = "retry.backoff.ms";

    static final String INSERT = "insert";
    static final String RECORD_VALUE = "record_value";
    static final String NEWEST = "newest";
    static final String KEEP = "keep";
    static final String UPSERT = "upsert";
    static final String ERROR = "error";
    static final String OVERWRITE = "overwrite";
    static final String IGNORE = "ignore";
    static final String FAIL = "fail";
    static final String ADD = "add";
    static final String NONE = "none";
    static final String FULL = "full";
    static final String BASIC = "basic";
    static final String RESTART = "restart";
    static final String REPLICA = "replica";
    static final String EXACTLY_ONCE = "exactly_once";
    static final String BATCH = "batch";
    static final String TRANSACTION = "transaction";
    static final String AT_LEAST_ONCE = "at_least_once";

    private static final long DAY = 86_400_000;

    static final ConfigDef DEFINITION = new Settings()
            .group("Connection")
            .required(URL, STRING, new JdbcUrl(), "JDBC URL of the target database, without a password.")
            .setting(USER, STRING, null, "Role that writes: it needs INSERT, UPDATE, DELETE and SELECT on the tables.")
            .setting(SECRET, PASSWORD, null, "Its password; best a reference such as ${file:...}.")
            .tuning(STATEMENT_TIMEOUT, LONG, 60_000L, between(1_000, DAY), "Longest time one statement may take.")
            .tuning(LOCK_TIMEOUT, LONG, 10_000L, between(100, DAY), "Longest wait for a lock; it is tried again.")
            .group("Writing")
            .choice(
                    INSERT_MODE,
                    UPSERT,
                    List.of(UPSERT, INSERT, "update"),
                    "What a written row becomes: inserted or updated, inserted only (a row with its key is an error), or"
                            + " updated only (nothing where there is no row with its key).")
            .choice(
                    ON_CONFLICT,
                    ERROR,
                    List.of(ERROR, IGNORE, OVERWRITE),
                    "What insert.mode=insert does with a row that has a unique value of one that is there: it is refused, or"
                            + " left out, or takes the other's place by its key, as with insert.mode=upsert.")
            .choice(
                    CONFLICT_POLICY,
                    OVERWRITE,
                    List.of(OVERWRITE, KEEP, NEWEST),
                    "Which row stays where both databases write: overwrite, the one that comes; keep, the one that is there,"
                            + " so that rows are added, and none is changed or taken away; newest, the one with the"
                            + " higher value in conflict.column and, of two with the same value, the one whose other columns"
                            + " are greater as text. With newest, a delete takes no row away that is newer than the deleted"
                            + " one, if its record tells the column's value, and null values (tombstones) do nothing.")
            .setting(
                    CONFLICT_COLUMN,
                    STRING,
                    "",
                    "The column that tells how new a row is, in every table: a time, or a number. Each change of a row has"
                            + " to raise it.")
            .setting(DELETES, BOOLEAN, true, "Whether deletes and tombstones are applied; false leaves the rows there.")
            .setting(
                    TRUNCATES,
                    BOOLEAN,
                    true,
                    "Whether a table that was truncated at the source is emptied, with all rows"
                            + " that it holds, whoever wrote them.")
            .setting(
                    DDL,
                    BOOLEAN,
                    false,
                    "Whether DDL that golconde.execute has put into the stream is executed, by connection.user; else it is"
                            + " passed over. Whoever may write to the topic then decides what this user does.")
            .setting(
                    TABLE_NAME,
                    STRING,
                    "${topic}",
                    SettingForms.TABLE_NAME,
                    "Name of a record's table. Variables:"
                            + " ${topic}, ${source.schema}, ${source.table}. ${topic} alone is read as table, schema.table or"
                            + " prefix.schema.table. With a source, a null value deletes the row of the delete before it,"
                            + " else of the table that its topic is named after. The tables of topics that are listed are"
                            + " checked with the configuration, unless a transform may rename topics.")
            .setting(
                    TABLE_MAPPING,
                    STRING,
                    "",
                    SettingForms.TABLE_MAPPING,
                    "Records that go to several tables, which have to be there: customer -> person(id, name),"
                            + " address(customer_id=id, street); the next one. Before the arrow, the table that"
                            + " table.name.format tells; in parentheses, columns and, behind =, fields of other names; all"
                            + " columns without. What deletes the record's row deletes that of each table, by its own key;"
                            + " a key change is a delete and a write.")
            .choice(
                    PK_MODE,
                    "catalog",
                    List.of("catalog", "record_key", RECORD_VALUE, NONE),
                    "What tells rows apart: the table's primary key or a unique index without nullable columns, the fields"
                            + " of the record's key, fields of its value, or nothing (insert.mode=insert only).")
            .setting(PK_FIELDS, LIST, List.of(), "The columns meant by pk.mode, where it shall not be all.")
            .setting(
                    COLUMN_MAPPING,
                    LIST,
                    List.of(),
                    SettingForms.COLUMN_MAPPING,
                    "Columns for fields, as field:column. Other fields go to the column of the same name, or to the only one"
                            + " whose name differs in upper and lower case alone.")
            .choice(
                    UNKNOWN_COLUMNS,
                    IGNORE,
                    List.of(IGNORE, FAIL, ADD),
                    "What a field without a column does: it is left out and counted, with a warning once, or stops the"
                            + " task, or gets a column of the source's type, which may be null.")
            .choice(
                    SCHEMA_EVOLUTION,
                    NONE,
                    List.of(NONE, BASIC, FULL),
                    "basic makes tables that are not there, with the source's columns and types and the record's key (or"
                            + " pk.fields) as primary key, and adds columns as unknown.columns=add does. A type that the"
                            + " target does not have is text. full also gives columns of numbers the source's type where theirs is narrower"
                            + " (smallint to integer, bigint and numeric, real to double precision), which rewrites the table"
                            + " under an exclusive lock. Lengths of text and the precision of numeric stay as they are. Renamed and"
                            + " dropped columns are not told from new and absent ones: golconde.execute sends such DDL."
                            + " connection.user needs the privileges, and owns what it makes.")
            .setting(
                    UNAVAILABLE,
                    STRING,
                    "__debezium_unavailable_value",
                    SettingForms.PLACEHOLDER,
                    "The value that the source sends for a large one that was not changed: the column is left as it is. The"
                            + " same as at the source; nothing is taken for it if this is empty.")
            .setting(
                    ORIGIN,
                    STRING,
                    "",
                    "What triggers of the target find in the setting golconde.origin; by default the"
                            + " connector's name.")
            .choice(
                    REPLICA_ROLE,
                    "origin",
                    List.of("origin", REPLICA),
                    "replica keeps the target's triggers, rules and foreign keys from seeing what is written, but for"
                            + " triggers that are ENABLE REPLICA or ALWAYS. It takes a superuser, or from PostgreSQL 15 on"
                            + " GRANT SET ON PARAMETER session_replication_role TO connection.user.")
            .setting(
                    HANDLER,
                    CLASS,
                    AutoSql.class,
                    SettingForms.HANDLER,
                    "Class that decides what becomes of a change (io.golconde.sink.handler.DestinationHandler): its row is"
                            + " written, as by default, or statements of the class's own are executed, or nothing. Its jar"
                            + " lies in the plugin's folder; it gets the other settings that begin with"
                            + " destination.handler.")
            .group("Delivery")
            .choice(
                    GUARANTEE,
                    EXACTLY_ONCE,
                    List.of(EXACTLY_ONCE, AT_LEAST_ONCE),
                    "exactly_once keeps the offsets in the target's table golconde.sink_offset, in the transaction that"
                            + " writes the rows; at_least_once keeps them in Kafka.")
            .choice(
                    UNIT,
                    BATCH,
                    List.of(BATCH, TRANSACTION),
                    "What the target sees at once: batch, the records of a poll, or a part of them; transaction, never less"
                            + " than whole transactions of the source, which takes one topic that its connector writes with"
                            + " topic.layout=queue. No record waits for another then, and the target's transaction is as"
                            + " long as a window of the source.")
            .setting(
                    NAMESPACE,
                    STRING,
                    "default",
                    new ConfigDef.NonEmptyString(),
                    "Tells apart connectors of the same name"
                            + " in different Connect clusters that write to one database.")
            .choice(
                    RECREATED,
                    FAIL,
                    List.of(FAIL, RESTART),
                    "What a topic without the last record applied does: it stops the task, or is applied from its"
                            + " beginning.")
            .setting(
                    ROW_WAIT,
                    LONG,
                    60_000L,
                    between(0, DAY),
                    "How long a record whose foreign key finds no row, or whose row others still refer to, waits for a"
                            + " record of another partition. Only its own partition waits with it.")
            .setting(
                    VALUE_WAIT,
                    LONG,
                    1_000L,
                    between(0, DAY),
                    "How long a record whose unique value (other than the key) another row has waits for a record of"
                            + " another partition that changes that row. Records of one partition come in the source's order:"
                            + " where each table's records are in one partition, no such record can come, and 0 is right.")
            .tuning(
                    BATCH_BYTES,
                    LONG,
                    16_777_216L,
                    between(1, 268_435_456),
                    "About how many bytes of values one transaction writes; it ends with the record that exceeds them. What"
                            + " the consumer gives at once is divided accordingly.")
            .tuning(
                    RETRY_TIMEOUT,
                    LONG,
                    3_600_000L,
                    between(0, Long.MAX_VALUE),
                    "How long the target may be out of reach" + " before the task fails.")
            .tuning(
                    RETRY_BACKOFF,
                    LONG,
                    250L,
                    between(1, 60_000),
                    "First wait between two attempts, in milliseconds; it" + " doubles up to 32 times itself.")
            .definition();

    private SinkSettings() {}
}
