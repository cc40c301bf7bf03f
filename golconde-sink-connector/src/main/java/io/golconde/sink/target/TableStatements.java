package io.golconde.sink.target;

import io.golconde.core.event.Columns;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.DeleteStatement;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.InsertStatement;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.RekeyStatement;
import io.golconde.sink.statement.RowStatement;
import io.golconde.sink.statement.TruncateStatement;
import io.golconde.sink.statement.UpdateStatement;
import io.golconde.sink.statement.UpsertStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements for one table, made when they are first wanted. */
final class TableStatements {
    private final KeyedTable table;
    private final InsertMode mode;
    private @Nullable StatementText truncate;
    private @Nullable StatementText delete;
    private final Map<Columns, List<StatementText>> writes = new HashMap<>();
    private final Map<Columns, StatementText> rekeys = new HashMap<>();

    TableStatements(KeyedTable table, InsertMode mode) {
        this.table = table;
        this.mode = mode;
    }

    StatementText truncate() {
        if (truncate == null) {
            boolean referenced = !table.table().children().isEmpty();
            truncate = StatementText.of(new TruncateStatement(table.name(), referenced));
        }
        return truncate;
    }

    StatementText delete() {
        if (delete == null) {
            delete = StatementText.of(new DeleteStatement(table));
        }
        return delete;
    }

    /** What writes rows with these columns, one after the other. */
    List<StatementText> write(Columns columns) {
        return writes.computeIfAbsent(
                columns,
                names -> statements(names).stream().map(StatementText::of).toList());
    }

    /** What gives rows with these columns other keys. */
    StatementText rekey(Columns columns) {
        return rekeys.computeIfAbsent(
                columns,
                names -> StatementText.of(new RekeyStatement(table.name(), table.columns(names), table.key())));
    }

    private List<RowStatement> statements(Columns names) {
        List<Column> columns = table.columns(names);
        return switch (mode) {
            case INSERT -> List.of(new InsertStatement(table.name(), columns, false));
            case INSERT_NEW -> List.of(new InsertStatement(table.name(), columns, true));
            case UPDATE -> updates(columns);
            case UPSERT -> {
                boolean missingOnly = !table.suffices(names);
                List<RowStatement> statements = new ArrayList<>(missingOnly ? updates(columns) : List.of());
                statements.add(new UpsertStatement(table, columns, missingOnly));
                yield statements;
            }
        };
    }

    private List<RowStatement> updates(List<Column> columns) {
        return UpdateStatement.settable(columns, table.key()).isEmpty()
                ? List.of()
                : List.of(new UpdateStatement(table, columns));
    }
}
