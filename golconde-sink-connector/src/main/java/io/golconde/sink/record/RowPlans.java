package io.golconde.sink.record;

import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;

/** How records become rows of their table: worked out once for each shape of records, with what the table has then. */
final class RowPlans {
    private final ReadingRules rules;
    private final Tables tables;
    private final KeyedTables keyedTables;
    private final Evolution evolution;
    private final KeyChooser keys;
    private final UnknownColumns unknownColumns;
    private final Plans plans = new Plans();
    private final Set<TableName> written = new HashSet<>();
    private long ignoredValues;

    RowPlans(ReadingRules rules, Tables tables, KeyedTables keyedTables, Evolution evolution) {
        this.rules = rules;
        this.tables = tables;
        this.keyedTables = keyedTables;
        this.evolution = evolution;
        this.keys = new KeyChooser(rules.key(), rules.mode());
        this.unknownColumns = new UnknownColumns(rules.unknown() == UnknownFields.FAIL);
    }

    /** How many values were left out because the table has no column for them. */
    long ignoredValues() {
        return ignoredValues;
    }

    void forget() {
        plans.clear();
        written.clear();
    }

    /** The plan for a record with these documents. */
    RowPlan of(TableName name, boolean delete, Documents documents) throws SQLException {
        Shape shape = Shape.of(name, delete, documents);
        RowPlan plan = plans.get(shape);
        if (plan == null) {
            plan = delete ? planDeletes(tables.table(name), documents) : planWrites(name, documents);
            plans.put(shape.lasting(), plan);
        }
        ignoredValues += plan.ignored();
        return plan;
    }

    private RowPlan planWrites(TableName name, Documents documents) throws SQLException {
        TargetTable table = current(name, documents);
        FieldNames names = names(table, documents);
        List<String> unknown = UnknownColumns.among(names.row().keySet(), documents, table);
        if (!unknown.isEmpty() && rules.unknown() == UnknownFields.ADD) {
            evolution.addColumns(name, documents.row(), unknown);
            table = reloaded(name, table);
            names = names(table, documents);
            unknown = UnknownColumns.among(names.row().keySet(), documents, table);
        }
        if (evolution.widenColumns(table, documents.row(), names)) {
            table = reloaded(name, table);
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
                && UnknownColumns.among(names(known, documents).row().keySet(), documents, known)
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
