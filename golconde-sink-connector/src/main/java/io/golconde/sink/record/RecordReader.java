package io.golconde.sink.record;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Truncate;
import io.golconde.core.sql.TableName;
import io.golconde.sink.handler.Action;
import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as changes of the target's tables. What depends only on the shape of a record, its schemas or the names in
 * its JSON, is worked out once.
 */
public final class RecordReader {
    private final ReadingRules rules;
    private final Tables tables;
    private final Destinations destinations;
    private final UnknownColumns unknownColumns;
    private final KeyChooser keys;
    private final Evolution evolution;
    private final Handling handling;
    private final Plans plans = new Plans();
    private final KeyedTables keyedTables;
    private final Dividing dividing;
    private final Set<TableName> written = new HashSet<>();
    private long ignoredValues;

    public RecordReader(ReadingRules rules, Tables tables, SchemaChanges changes, DestinationHandler handler) {
        this.rules = rules;
        this.tables = tables;
        this.destinations = new Destinations(rules.tableName(), tables);
        this.unknownColumns = new UnknownColumns(rules.unknown() == UnknownFields.FAIL);
        this.keys = new KeyChooser(rules.key(), rules.mode());
        this.keyedTables = new KeyedTables(rules);
        this.dividing = new Dividing(rules, tables, keyedTables, keys);
        this.evolution = new Evolution(changes, rules);
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
        RowPlan plan = plan(name, delete, documents);
        ignoredValues += plan.ignored();
        RowChange change = delete ? plan.delete(documents) : plan.write(event.operation(), documents);
        return new Change(record, plan.table(), change, KeyHalf.of(event.source()));
    }

    /** How many values were left out because the table has no column for them. */
    public long ignoredValues() {
        return ignoredValues;
    }

    /** Forgets what was worked out from the catalog. */
    public void forget() {
        plans.clear();
        keyedTables.forget();
        dividing.forget();
        evolution.forget();
        written.clear();
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

    private RowPlan plan(TableName name, boolean delete, Documents documents) throws SQLException {
        Shape shape = Shape.of(name, delete, documents);
        RowPlan plan = plans.get(shape);
        if (plan == null) {
            plan = delete ? planDeletes(tables.table(name), documents) : planWrites(name, documents);
            plans.put(shape.lasting(), plan);
        }
        return plan;
    }

    private RowPlan planWrites(TableName name, Documents documents) throws SQLException {
        TargetTable table = current(name, documents);
        FieldNames names = names(table, documents);
        List<String> unknown = UnknownColumns.among(names.row().keySet(), table);
        if (!unknown.isEmpty() && rules.unknown() == UnknownFields.ADD) {
            evolution.addColumns(name, documents.row(), unknown);
            table = reloaded(name, table);
            names = names(table, documents);
            unknown = UnknownColumns.among(names.row().keySet(), table);
        }
        unknownColumns.accept(unknown, name);
        KeyedTable keyed = keyedTables.of(table, keys.ofWrites(table, names));
        return RowPlan.forWrites(keyed, documents, names, rules.unavailable(), unknown.size());
    }

    /** A table whose records have got another schema, or fields that it lacks, may have been changed with them. */
    private TargetTable current(TableName name, Documents documents) throws SQLException {
        TargetTable known = tables.table(name);
        boolean anotherSchema = !written.add(name) && documents.row() instanceof Struct;
        if (!anotherSchema
                && UnknownColumns.among(names(known, documents).row().keySet(), known)
                        .isEmpty()) {
            return known;
        }
        return reloaded(name, known);
    }

    private TargetTable reloaded(TableName name, TargetTable known) throws SQLException {
        TargetTable now = tables.reloaded(name);
        if (!now.equals(known)) {
            plans.values().removeIf(plan -> plan.table().name().equals(name));
        }
        return now;
    }

    private FieldNames names(TargetTable table, Documents documents) {
        return new FieldNames(
                rules.names().fields(documents.row(), table), rules.names().fields(documents.key(), table));
    }

    private RowPlan planDeletes(TargetTable table, Documents documents) {
        FieldNames names = names(table, documents);
        return RowPlan.forDeletes(keyedTables.of(table, keys.ofDeletes(table, names)), documents, names);
    }
}
