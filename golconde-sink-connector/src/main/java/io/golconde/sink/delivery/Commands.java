package io.golconde.sink.delivery;

import io.golconde.core.metrics.TaskMetrics;
import io.golconde.sink.failure.Failures;
import io.golconde.sink.failure.Verdict;
import io.golconde.sink.metrics.Metric;
import io.golconde.sink.record.Command;
import io.golconde.sink.record.RecordReader;
import io.golconde.sink.target.DdlSession;
import io.golconde.sink.target.Target;
import java.sql.SQLException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the source's DDL statements: each is the last of its batch, and what follows it finds other tables. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final Target target;
    private final RecordReader reader;
    private final boolean applied;
    private final TaskMetrics<Metric> metrics;
    private boolean told;

    Commands(Target target, RecordReader reader, boolean applied, TaskMetrics<Metric> metrics) {
        this.target = target;
        this.reader = reader;
        this.applied = applied;
        this.metrics = metrics;
    }

    /** Takes a record that is one; the batch ends with it, or it is passed over. */
    boolean take(SinkRecord record, Batch batch) {
        if (!Command.is(record)) {
            return false;
        }
        if (applied) {
            batch.endWith(Command.of(record));
            return true;
        }
        metrics.add(Metric.IGNORED_COMMANDS, 1);
        if (!told) {
            told = true;
            LOG.warn(
                    "{}-{}@{} is a statement that was executed at the source with golconde.execute; it and others are passed"
                            + " over, as ddl.enabled=false has it",
                    record.originalTopic(),
                    record.originalKafkaPartition(),
                    record.originalKafkaOffset());
        }
        return true;
    }

    /** Executes a statement in the open transaction, as whose changes are told there. */
    void execute(Command command) throws SQLException {
        DdlSession ddl = new DdlSession(target.session());
        ddl.checkConstraints();
        try {
            ddl.execute(command.sql(), command.searchPath());
        } catch (SQLException e) {
            if (Verdict.of(e) == Verdict.RETRY) {
                throw e;
            }
            throw Failures.commandRefused(command.record(), e);
        }
        LOG.info("Executed the {}", command);
        forgetTables();
    }

    /** The tables are not what they were: after a statement, and when it is taken back. */
    void forgetTables() {
        target.forgetCatalog();
        reader.forget();
    }
}
