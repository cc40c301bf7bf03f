package io.golconde.sink.buffer;

import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.sink.handler.HandledChange;
import io.golconde.sink.handler.SqlCommand;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds changes in their order into rounds. Within a round each table is emptied, then loses rows, then gets rows, and the
 * order of tables is free; a change that this would put before an earlier one begins the next round. So do a handler's
 * statements, of which nobody knows what they touch, and the first change behind them.
 */
public final class ChangeBuffer {
    private final InsertMode mode;
    private final List<Round> rounds = new ArrayList<>();
    private @Nullable Round last;

    public ChangeBuffer(InsertMode mode) {
        this.mode = mode;
    }

    public void add(KeyedTable table, RowChange change) {
        if (change instanceof HandledChange handled) {
            commands(table).addAll(handled.commands());
        } else if (change instanceof DividedChange divided) {
            divided.parts().forEach(part -> add(part.table(), part.change()));
        } else {
            changes(table, change).add(change);
        }
    }

    /** The rounds, to be applied one after the other. */
    public List<List<TableBatch>> rounds() {
        return rounds.stream().map(Round::batches).toList();
    }

    private List<SqlCommand> commands(KeyedTable table) {
        if (last instanceof Commands round) {
            return round.commands;
        }
        return begin(new Commands(table, new ArrayList<>())).commands;
    }

    private TableChanges changes(KeyedTable table, RowChange change) {
        if (last instanceof Tables round) {
            TableChanges there = round.byName.computeIfAbsent(table.name(), name -> fresh(table));
            if (there.table() == table && there.accepts(change)) {
                return there;
            }
        }
        return begin(new Tables(new LinkedHashMap<>())).byName.computeIfAbsent(table.name(), name -> fresh(table));
    }

    private <R extends Round> R begin(R round) {
        rounds.add(round);
        last = round;
        return round;
    }

    private TableChanges fresh(KeyedTable table) {
        if (!mode.needsKey()) {
            return new AppendedChanges(table);
        }
        return table.version() == null ? new FoldedChanges(table, mode) : new NewestChanges(table);
    }

    private sealed interface Round {
        List<TableBatch> batches();
    }

    private record Tables(Map<TableName, TableChanges> byName) implements Round {
        @Override
        public List<TableBatch> batches() {
            return byName.values().stream().map(TableChanges::settle).toList();
        }
    }

    /** Statements in the order of the changes; they stand under the table of the first. */
    private record Commands(KeyedTable table, List<SqlCommand> commands) implements Round {
        @Override
        public List<TableBatch> batches() {
            return List.of(new TableBatch(table, commands));
        }
    }
}
