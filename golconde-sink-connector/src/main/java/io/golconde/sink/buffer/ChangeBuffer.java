package io.golconde.sink.buffer;

import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds changes in their order into rounds. Within a round each table is emptied, then loses rows, then gets rows, and the
 * order of tables is free; a change that this would put before an earlier one begins the next round.
 */
public final class ChangeBuffer {
    private final InsertMode mode;
    private final List<Map<TableName, TableChanges>> rounds = new ArrayList<>();

    public ChangeBuffer(InsertMode mode) {
        this.mode = mode;
    }

    public void add(KeyedTable table, RowChange change) {
        changes(table, change).add(change);
    }

    /** The rounds, to be applied one after the other. */
    public List<List<TableBatch>> rounds() {
        return rounds.stream()
                .map(round -> round.values().stream().map(TableChanges::settle).toList())
                .toList();
    }

    private TableChanges changes(KeyedTable table, RowChange change) {
        if (!rounds.isEmpty()) {
            Map<TableName, TableChanges> round = rounds.get(rounds.size() - 1);
            TableChanges there = round.computeIfAbsent(table.name(), name -> fresh(table));
            if (there.table() == table && there.accepts(change)) {
                return there;
            }
        }
        Map<TableName, TableChanges> next = new LinkedHashMap<>();
        rounds.add(next);
        return next.computeIfAbsent(table.name(), name -> fresh(table));
    }

    private TableChanges fresh(KeyedTable table) {
        return mode.needsKey() ? new FoldedChanges(table, mode) : new AppendedChanges(table);
    }
}
