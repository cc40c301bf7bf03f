package io.golconde.sink.target;

import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.TableBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables in an order in which no foreign key points forward, but for cycles, which are cut somewhere. */
final class ForeignKeyOrder {
    private final Map<TableName, TableBatch> waiting = new LinkedHashMap<>();
    private final Set<TableName> visited = new HashSet<>();
    private final List<TableBatch> ordered = new ArrayList<>();

    private ForeignKeyOrder() {}

    static List<TableBatch> parentsFirst(List<TableBatch> tables) {
        if (tables.size() < 2) {
            return tables;
        }
        ForeignKeyOrder order = new ForeignKeyOrder();
        tables.stream()
                .sorted((left, right) ->
                        left.table().name().compareTo(right.table().name()))
                .forEach(table -> order.waiting.put(table.table().name(), table));
        order.waiting.keySet().forEach(order::visit);
        return order.ordered;
    }

    private void visit(TableName name) {
        TableBatch batch = waiting.get(name);
        if (batch != null && visited.add(name)) {
            batch.table().table().parents().stream().sorted().forEach(this::visit);
            ordered.add(batch);
        }
    }
}
