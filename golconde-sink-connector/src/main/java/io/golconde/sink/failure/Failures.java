package io.golconde.sink.failure;

import io.golconde.core.event.Row;
import io.golconde.core.sql.SqlState;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions that leave the sink. None of them repeats a row's values, and none has the driver's exception as its
 * cause: traces go to logs, to the REST interface and into the headers of dead letters.
 */
public final class Failures {
    private Failures() {}

    /**
     * Why the target did not take one record.
     *
     * @param written the row that was written, null where none was
     * @param column the column with its type, null where none is to blame or the server names it
     */
    public static BadRecord refused(
            SinkRecord record, TableName table, @Nullable Row written, SQLException failure, @Nullable String column) {
        String blame = column == null ? Reason.withoutField(failure, written) : ", column " + column;
        return new BadRecord(
                record,
                new DataException(
                        place(record) + " cannot be applied to table " + table + ": " + Reason.of(failure) + blame));
    }

    /** Why one record means nothing for the target. */
    public static BadRecord unreadable(SinkRecord record, DataException reason) {
        return new BadRecord(record, new DataException(place(record) + " cannot be applied: " + reason.getMessage()));
    }

    /** A handler that failed at a record: what it says may repeat values, so only where it failed is told. */
    public static ConnectException ofHandler(SinkRecord record, Class<?> handler, RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return new ConnectException(place(record) + ": destination.handler.class=" + handler.getName() + " failed with "
                + failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                + ". Repair the handler; a DataException of its would put the record aside");
    }

    /** The session may not be what it is to be. */
    public static ConnectException noReplicaRole(SQLException failure) {
        return new ConnectException("session.replica.role=replica is not for connection.user: " + Reason.of(failure)
                + ". Let a superuser run GRANT SET ON PARAMETER session_replication_role TO the user (PostgreSQL 15 or"
                + " later), or set session.replica.role=origin");
    }

    /** A bad record that nobody takes. */
    public static ConnectException undeliverable(BadRecord bad) {
        return new ConnectException(bad.reason().getMessage()
                + ". Repair the target, or set errors.tolerance=all and errors.deadletterqueue.topic.name to put such"
                + " records aside");
    }

    /** A failure that is neither a record's nor a passing one. */
    public static ConnectException stopped(SQLException failure) {
        SqlState state = SqlState.of(failure);
        String remedy = state.equals(SqlState.INSUFFICIENT_PRIVILEGE) ? ". Grant it to connection.user" : "";
        return new ConnectException("The target refuses to go on: " + Reason.of(failure) + remedy);
    }

    /**
     * A statement of the source's that the target refuses. It is never put aside: the rows behind it are written for what it
     * makes of their tables.
     */
    public static ConnectException commandRefused(SinkRecord record, SQLException failure) {
        return new ConnectException(
                place(record) + " is a statement of golconde.execute that cannot be executed: " + Reason.of(failure)
                        + ". Change the target so that it can, and restart the task; or do here what it is about, and"
                        + " set ddl.enabled=false until it is passed over");
    }

    /** A failure after which the same records shall come again. */
    public static RetriableException later(SQLException failure, Duration backoff) {
        return new RetriableException("The target cannot be written now, trying again in " + backoff.toMillis()
                + " ms: " + Reason.of(failure) + remedy(failure));
    }

    private static String remedy(SQLException failure) {
        return SqlState.of(failure).equals(SqlState.READ_ONLY)
                ? ". A standby takes no writes: let connection.url name the primary, or all servers with"
                        + " targetServerType=primary"
                : "";
    }

    /** A failure that should have passed by now. */
    public static ConnectException lasting(SQLException failure, Duration patience) {
        return new ConnectException("The target could not be written for longer than retry.timeout.ms = "
                + patience.toMillis() + ": " + Reason.of(failure) + remedy(failure));
    }

    /** The offsets table cannot be used. */
    public static ConnectException noOffsets(SQLException failure, String definition) {
        return new ConnectException("delivery.guarantee=exactly_once keeps its offsets in the target's table"
                + " golconde.sink_offset, which connection.user may not create or use (" + Reason.of(failure)
                + "). Let an owner run\n" + definition
                + "GRANT USAGE ON SCHEMA golconde TO the user; GRANT SELECT, INSERT, UPDATE ON golconde.sink_offset TO the"
                + " user;\nor set delivery.guarantee=at_least_once");
    }

    /** Between partitions there is no order, and windows end in each of them by itself. */
    public static ConnectException notInOnePartition(Set<TopicPartition> partitions) {
        return new ConnectException("apply.unit=transaction takes the records of one topic with one partition, found "
                + partitions + ". Give each topic of a queue (topic.layout=queue at the source) a connector of its own,"
                + " or set apply.unit=batch");
    }

    /** The topic is not the one whose records were applied. */
    public static ConnectException recreated(SinkRecord found, long lastOffset) {
        return new ConnectException("The last record applied was " + found.originalTopic() + '-'
                + found.originalKafkaPartition() + '@' + lastOffset
                + ", and the topic does not have it any more, found "
                + place(found) + ": the topic was made anew, or has lost records that were not applied yet. Set"
                + " on.topic.recreated=restart to apply all that it holds now");
    }

    private static String place(SinkRecord record) {
        return record.originalTopic() + '-' + record.originalKafkaPartition() + '@' + record.originalKafkaOffset();
    }
}
