package io.golconde.sink.target;

import io.golconde.core.event.Row;
import io.golconde.sink.buffer.KeyChangeGroup;
import io.golconde.sink.buffer.RowGroup;
import io.golconde.sink.buffer.TableBatch;
import io.golconde.sink.handler.SqlCommand;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes folded changes within the session's transaction, a few statements for each table. */
public final class TargetWriter {
    private static final String CARDINALITY_VIOLATION = "21000";

    private final TargetSession session;
    private final InsertMode mode;
    private final Map<KeyedTable, TableStatements> statements = new HashMap<>();

    public TargetWriter(TargetSession session, InsertMode mode) {
        this.session = session;
        this.mode = mode;
    }

    /** Applies rounds of changes: children lose rows before their parents, and get rows after them. */
    public void apply(List<List<TableBatch>> rounds) throws SQLException {
        for (List<TableBatch> round : rounds) {
            List<TableBatch> tables = ForeignKeyOrder.parentsFirst(round);
            for (int i = tables.size() - 1; i >= 0; i--) {
                remove(tables.get(i));
            }
            for (TableBatch table : tables) {
                write(table);
            }
        }
    }

    /** Forgets statements made from a catalog that is no more. */
    public void forget() {
        statements.clear();
    }

    private void remove(TableBatch batch) throws SQLException {
        TableStatements table = statements(batch.table());
        if (batch.truncated()) {
            session.checkBetween();
            table.truncate().execute(session.connection(), List.of());
        }
        if (!batch.deletes().isEmpty()) {
            table.delete().execute(session.connection(), batch.deletes());
        }
    }

    private void write(TableBatch batch) throws SQLException {
        for (SqlCommand command : batch.commands()) {
            execute(command);
        }
        for (KeyChangeGroup group : batch.keyChanges()) {
            changeKeys(batch.table(), group);
        }
        for (RowGroup group : batch.writes()) {
            write(batch.table(), group);
        }
    }

    private void execute(SqlCommand command) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(command.sql())) {
            int position = 0;
            for (String parameter : command.parameters()) {
                // of no type: the server finds one
                statement.setObject(++position, parameter, Types.OTHER);
            }
            statement.execute();
        }
    }

    /** A row that is not there under its old key is written like others. */
    private void changeKeys(KeyedTable table, KeyChangeGroup group) throws SQLException {
        List<Row> rows = group.rows().rows();
        StatementText text = statements(table).rekey(group.rows().columns());
        int found = text.execute(session.connection(), rows, group.oldKeys());
        if (found < rows.size()) {
            write(table, group.rows());
        }
    }

    private void write(KeyedTable table, RowGroup group) throws SQLException {
        List<StatementText> texts = statements(table).write(group.columns());
        int written = 0;
        for (StatementText text : texts) {
            written += text.execute(session.connection(), group.rows());
        }
        boolean mayMeet = mode.needsKey()
                && !table.isExact()
                && !texts.isEmpty()
                && group.rows().size() > 1;
        // an UPDATE says nothing when two of its rows meet in one of the table, and rows that are not newer do not
        // count
        boolean apart = table.version() == null
                ? written == group.rows().size()
                : mode == InsertMode.UPSERT && texts.size() == 1;
        if (mayMeet && !apart) {
            throw new SQLException("rows of one statement may have the same key", CARDINALITY_VIOLATION);
        }
    }

    private TableStatements statements(KeyedTable table) {
        return statements.computeIfAbsent(table, keyed -> new TableStatements(keyed, mode));
    }
}
