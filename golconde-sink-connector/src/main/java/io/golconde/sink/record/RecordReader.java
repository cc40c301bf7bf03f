package io.golconde.sink.record;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Truncate;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import io.golconde.sink.statement.UnfitIndex;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final int PLANS = 10_000;

    private final ReadingRules rules;
    private final Tables tables;
    private final Destinations destinations;
    private final UnknownColumns unknownColumns;
    private final Map<Shape, RowPlan> plans = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, RowPlan> eldest) {
            return size() > PLANS;
        }
    };
    private final Map<Keyed, KeyedTable> keyedTables = new HashMap<>();
    private final Set<TableName> written = new HashSet<>();
    private long ignoredValues;

    public RecordReader(ReadingRules rules, Tables tables) {
        this.rules = rules;
        this.tables = tables;
        this.destinations = new Destinations(rules.tableName(), tables);
        this.unknownColumns = new UnknownColumns(rules.failOnUnknown());
    }

    /**
     * Reads one record.
     *
     * @return null where there is nothing to apply
     * @throws DataException if the record cannot be applied, whatever the target holds
     * @throws ConnectException if no record like it can
     */
    public @Nullable Change read(SinkRecord record) throws SQLException {
        Event event = Event.of(record);
        if (event == null || !isApplied(event.operation())) {
            return null;
        }
        TableName name = destinations.of(record, event);
        if (event.operation() == Operation.TRUNCATE) {
            return new Change(record, keyed(tables.table(name), List.of()), new Truncate(), KeyHalf.NONE);
        }
        boolean delete = event.operation() == Operation.DELETE;
        Documents documents = new Documents(
                event.row(), Document.ofKey(record.key()), delete || rules.key().prefersRecordKey());
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
        keyedTables.clear();
        written.clear();
    }

    private boolean isApplied(Operation operation) {
        return switch (operation) {
            case READ, CREATE, UPDATE -> true;
            case DELETE -> rules.deletes();
            case TRUNCATE -> rules.truncates();
        };
    }

    private RowPlan plan(TableName name, boolean delete, Documents documents) throws SQLException {
        Shape shape = new Shape(name, delete, Document.shape(documents.row()), Document.shape(documents.key()));
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
        unknownColumns.accept(unknown, name);
        KeyedTable keyed = keyed(table, writeKey(table, names));
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

    private List<Column> writeKey(TargetTable table, FieldNames names) {
        if (!rules.mode().needsKey()) {
            return List.of();
        }
        List<Column> key = chosenKey(table, names);
        if (key.isEmpty()) {
            throw new ConnectException("Table " + table.name()
                    + " has no primary key and no unique index without nullable columns, by which rows could be told"
                    + " apart" + flaws(table) + ". Add one, name the columns in pk.fields, or set insert.mode=insert");
        }
        if (rules.mode() == InsertMode.UPSERT && !table.isArbiter(key)) {
            throw new ConnectException("Table " + table.name() + " has no unique index on exactly "
                    + key.stream().map(column -> column.name().name()).toList()
                    + ", which insert.mode=upsert needs" + flaws(table)
                    + ". Add one, or set insert.mode=insert or update; a view or a foreign table cannot have one");
        }
        return key;
    }

    private static String flaws(TargetTable table) {
        return table.unfit().isEmpty()
                ? ""
                : table.unfit().stream().map(UnfitIndex::toString).collect(Collectors.joining(", ", " (", ")"));
    }

    private RowPlan planDeletes(TargetTable table, Documents documents) {
        FieldNames names = names(table, documents);
        List<Column> key = chosenKey(table, names);
        if (key.isEmpty()) {
            key = names.key().keySet().stream()
                    .map(name -> columnOf(table, name))
                    .toList();
        }
        if (key.isEmpty()) {
            throw new DataException("Only deletes with a key can be applied to table " + table.name() + ", found none");
        }
        return RowPlan.forDeletes(keyed(table, key), documents, names);
    }

    private List<Column> chosenKey(TargetTable table, FieldNames names) {
        List<Column> key =
                rules.key().choose(table, names.row().keySet(), names.key().keySet());
        if (key == null) {
            throw new DataException("Only records with the columns of a primary key or unique index of table "
                    + table.name() + " can be applied, found none of them whole");
        }
        return key;
    }

    private static Column columnOf(TargetTable table, String name) {
        Column column = table.column(name);
        if (column == null) {
            throw new DataException("Only deletes whose key columns table " + table.name()
                    + " has can be applied, found column " + name);
        }
        return column;
    }

    private KeyedTable keyed(TargetTable table, List<Column> key) {
        return keyedTables.computeIfAbsent(new Keyed(table, key), keyed -> new KeyedTable(table, key));
    }

    private record Keyed(TargetTable table, List<Column> key) {}

    private record Shape(TableName table, boolean delete, Object row, Object key) {
        /** A map's names change with the map. */
        Shape lasting() {
            return new Shape(table, delete, lasting(row), lasting(key));
        }

        private static Object lasting(Object shape) {
            return shape instanceof Set<?> names ? Set.copyOf(names) : shape;
        }
    }
}
