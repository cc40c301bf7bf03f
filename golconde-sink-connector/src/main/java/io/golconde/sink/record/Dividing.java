package io.golconde.sink.record;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.DividedChange;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Divides records among the tables that {@code table.mapping} names for them. */
final class Dividing {
    private static final Logger LOG = LoggerFactory.getLogger(Dividing.class);

    private final ReadingRules rules;
    private final Tables tables;
    private final KeyedTables keyed;
    private final RowPlans whole; // for tables that take what they have columns for
    private final KeyChooser keys;
    private final Map<TableName, List<MappedTable>> targets = new HashMap<>();
    private final Map<TableName, KeyedTable> together = new HashMap<>();
    private final Plans plans = new Plans();

    Dividing(ReadingRules rules, Tables tables, KeyedTables keyed, RowPlans whole) {
        this.rules = rules;
        this.tables = tables;
        this.keyed = keyed;
        this.whole = whole;
        this.keys = new KeyChooser(rules.key(), rules.mode());
    }

    /** The record's change, null where the records for this table are not divided. */
    @Nullable
    Change divided(SinkRecord record, Operation operation, TableName name, Documents documents) throws SQLException {
        List<MappedTable> parts = targets.get(name);
        if (parts == null) {
            parts = rules.mapping().of(name, tables);
            targets.put(name, parts);
        }
        if (parts.isEmpty()) {
            return null;
        }
        List<DividedChange.Part> changes = new ArrayList<>();
        for (MappedTable part : parts) {
            changes.add(change(operation, part, documents));
        }
        return new Change(record, together(name, changes), new DividedChange(operation, changes), KeyHalf.NONE);
    }

    void forget() {
        targets.clear();
        together.clear();
        plans.clear();
    }

    private DividedChange.Part change(Operation operation, MappedTable part, Documents documents) throws SQLException {
        if (operation == Operation.TRUNCATE) {
            return new DividedChange.Part(keyed.of(table(part), List.of()), new RowChange.Truncate());
        }
        boolean delete = operation == Operation.DELETE;
        RowPlan plan = part.fields().isEmpty()
                ? whole.of(part.in(tables.defaultSchema()), delete, documents)
                : named(part, delete, documents);
        return new DividedChange.Part(plan.table(), delete ? plan.delete(documents) : plan.write(operation, documents));
    }

    private RowPlan named(MappedTable part, boolean delete, Documents documents) throws SQLException {
        Shape shape = Shape.of(part, delete, documents);
        RowPlan plan = plans.get(shape);
        if (plan == null) {
            plan = plan(part, delete, documents);
            plans.put(shape.lasting(), plan);
        }
        return plan;
    }

    private RowPlan plan(MappedTable part, boolean delete, Documents documents) throws SQLException {
        TargetTable table = table(part);
        FieldNames names = part.names(documents);
        if (delete) {
            return RowPlan.forDeletes(keyed.of(table, keys.ofDeletes(table, names)), documents, names);
        }
        Set<String> missing = new HashSet<>(part.fields().keySet());
        missing.removeAll(names.row().keySet());
        missing.removeAll(names.key().keySet());
        if (!missing.isEmpty()) {
            LOG.warn(
                    "Records have no fields for columns {} of table {}, which table.mapping names",
                    missing,
                    table.name());
        }
        return RowPlan.forWrites(
                keyed.of(table, keys.ofWrites(table, names)), documents, names, rules.unavailable(), 0);
    }

    private TargetTable table(MappedTable part) throws SQLException {
        TargetTable table = tables.table(part.in(tables.defaultSchema()));
        String refusal = part.refusal(table);
        if (refusal != null) {
            throw new ConnectException(refusal);
        }
        return table;
    }

    /** What stands for all of the tables: tied to whatever one of them is tied to. */
    private KeyedTable together(TableName name, List<DividedChange.Part> parts) {
        return together.computeIfAbsent(name, source -> {
            Set<TableName> parents = new HashSet<>();
            Set<TableName> children = new HashSet<>();
            boolean deferrable = false;
            for (DividedChange.Part part : parts) {
                TargetTable table = part.table().table();
                parents.addAll(table.parents());
                children.addAll(table.children());
                deferrable |= table.deferrable();
            }
            return new KeyedTable(
                    new TargetTable(source, List.of(), List.of(), List.of(), parents, children, deferrable), List.of());
        });
    }
}
