package io.golconde.sink.target;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.SqlState;
import io.golconde.core.sql.TableName;
import io.golconde.sink.record.SchemaChanges;
import io.golconde.sink.statement.AddColumnsStatement;
import io.golconde.sink.statement.AlterTypesStatement;
import io.golconde.sink.statement.CreateTableStatement;
import io.golconde.sink.statement.NewColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tables and columns. It commits, so that nothing else may be in the session's transaction. */
public final class SchemaMaker implements SchemaChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMaker.class);

    /** IF NOT EXISTS looks before it makes: another task may come in between. */
    private static final Set<SqlState> MADE_BY_ANOTHER =
            Set.of(SqlState.UNIQUE_VIOLATION, new SqlState("42P07"), new SqlState("42701"));

    /** A type that the target does not have is text; -1 keeps the lengths of char and bit away, which would be 1. */
    private static final String TYPE = """
            SELECT pg_catalog.format_type(
                coalesce(pg_catalog.to_regtype(?), 'pg_catalog.text'::pg_catalog.regtype)::pg_catalog.oid, -1)""";

    private final TargetSession session;

    public SchemaMaker(TargetSession session) {
        this.session = session;
    }

    @Override
    public boolean exists(TableName table) throws SQLException {
        String sql = "SELECT pg_catalog.to_regclass(?) IS NOT NULL";
        try (PreparedStatement query = session.connection().prepareStatement(sql)) {
            query.setString(1, table.quoted());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void create(TableName table, Map<Identifier, String> columns, List<Identifier> key) throws SQLException {
        change(new CreateTableStatement(table, typed(columns), key).sql());
        LOG.info("Made table {} with the columns {}", table, columns);
    }

    @Override
    public void addColumns(TableName table, Map<Identifier, String> columns) throws SQLException {
        change(new AddColumnsStatement(table, typed(columns)).sql());
        LOG.info("Added to table {} the columns {}", table, columns);
    }

    @Override
    public void widenColumns(TableName table, Map<Identifier, String> columns) throws SQLException {
        change(new AlterTypesStatement(table, typed(columns)).sql());
        LOG.info("Widened in table {} the columns {}", table, columns);
    }

    private List<NewColumn> typed(Map<Identifier, String> columns) throws SQLException {
        List<NewColumn> typed = new ArrayList<>();
        for (Map.Entry<Identifier, String> column : columns.entrySet()) {
            typed.add(new NewColumn(column.getKey(), type(new Identifier(column.getValue()))));
        }
        return typed;
    }

    private String type(Identifier name) throws SQLException {
        try (PreparedStatement query = session.connection().prepareStatement(TYPE)) {
            query.setString(1, name.quoted());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
            session.commit();
        } catch (SQLException e) {
            if (!MADE_BY_ANOTHER.contains(SqlState.of(e))) {
                throw e;
            }
            session.rollback();
        }
    }
}
