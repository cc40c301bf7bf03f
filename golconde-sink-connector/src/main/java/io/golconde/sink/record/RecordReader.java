package io.golconde.sink.record;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Truncate;
import io.golconde.core.sql.TableName;
import io.golconde.sink.handler.Action;
import io.golconde.sink.handler.DestinationHandler;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records as changes of the target's tables. What depends only on the shape of a record, its schemas or the names in
 * its JSON, is worked out once.
 */
public final class RecordReader {
    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final ReadingRules rules;
    private final Tables tables;
    private final Destinations destinations;
    private final Evolution evolution;
    private final Handling handling;
    private final KeyedTables keyedTables;
    private final RowPlans plans;
    private final Dividing dividing;

    public RecordReader(ReadingRules rules, Tables tables, SchemaChanges changes, DestinationHandler handler) {
        this.rules = rules;
        this.tables = tables;
        this.destinations = new Destinations(rules.tableName(), tables);
        this.keyedTables = new KeyedTables(rules);
        this.evolution = new Evolution(changes, rules);
        this.plans = new RowPlans(rules, tables, keyedTables, evolution);
        this.dividing = new Dividing(rules, tables, keyedTables, plans);
        this.handling = new Handling(handler);
    }

    /**
     * Reads one record.
     *
     * @return null where there is nothing to apply
     * @throws DataException if the record cannot be applied, whatever the target holds
     * @throws ConnectException if no record like it can
     */
    public @Nullable Change read(SinkRecord record) throws SQLException {
        try {
            return change(record);
        } catch (DataException e) {
            throw new DataException(e.getMessage() + ConverterHint.of(record));
        }
    }

    private @Nullable Change change(SinkRecord record) throws SQLException {
        Event event = Event.of(record);
        if (event == null || !isApplied(event.operation()) || isUntold(record, event)) {
            return null;
        }
        Documents documents = new Documents(
                event.row(),
                Document.ofKey(record.key()),
                event.isFlat(),
                event.operation() == Operation.DELETE || rules.key().prefersRecordKey());
        ChangeOfRecord change = new ChangeOfRecord(
                event.operation(), record.topic(), destinations.of(record, event), documents, rules.unavailable());
        Action action = handling.ask(record, change);
        return action instanceof Action.Commands commands
                ? handling.replaced(record, change, commands)
                : rowChange(record, event, change.table(), documents);
    }

    private @Nullable Change rowChange(SinkRecord record, Event event, TableName name, Documents documents)
            throws SQLException {
        Change divided = dividing.divided(record, event.operation(), name, documents);
        if (divided != null) {
            return divided;
        }
        boolean write = event.operation() != Operation.TRUNCATE && event.operation() != Operation.DELETE;
        boolean isNew = evolution.lacks(name);
        if (isNew && !write) {
            return null;
        }
        if (event.operation() == Operation.TRUNCATE) {
            return new Change(record, keyedTables.of(tables.table(name), List.of()), new Truncate(), KeyHalf.NONE);
        }
        if (isNew) {
            evolution.create(name, documents);
        }
        return change(record, event, name, documents);
    }

    private Change change(SinkRecord record, Event event, TableName name, Documents documents) throws SQLException {
        boolean delete = event.operation() == Operation.DELETE;
        RowPlan plan = plans.of(name, delete, documents);
        RowChange change = delete ? plan.delete(documents) : plan.write(event.operation(), documents);
        return new Change(record, plan.table(), change, KeyHalf.of(event.source()));
    }

    /** Sees again what was applied last, before this task took over, as far as what follows goes by it. */
    public void recall(SinkRecord record) throws SQLException {
        try {
            Event event = Event.of(record);
            if (event != null && rules.tableName().needsSource()) {
                destinations.of(record, event);
            }
        } catch (ConnectException e) { // it was set aside, or its table is gone
            LOG.debug("The last record of {} tells nothing", record.originalTopic(), e);
        }
    }

    /** Partitions were taken away. */
    public void close(Collection<TopicPartition> partitions) {
        destinations.forget(partitions);
    }

    /** How many values were left out because the table has no column for them. */
    public long ignoredValues() {
        return plans.ignoredValues();
    }

    /** Forgets what was worked out from the catalog. */
    public void forget() {
        plans.forget();
        keyedTables.forget();
        dividing.forget();
        evolution.forget();
    }

    /** A null value does not tell how new the row was that is deleted; where there is a record that does, it has come before. */
    private boolean isUntold(SinkRecord record, Event event) {
        return rules.version() != null && record.value() == null && event.operation() == Operation.DELETE;
    }

    private boolean isApplied(Operation operation) {
        return switch (operation) {
            case READ, CREATE, UPDATE -> true;
            case DELETE -> rules.deletes();
            case TRUNCATE -> rules.truncates();
        };
    }
}
