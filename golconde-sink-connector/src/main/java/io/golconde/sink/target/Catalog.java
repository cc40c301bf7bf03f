package io.golconde.sink.target;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.record.Tables;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.ColumnType;
import io.golconde.sink.statement.TargetTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The target's catalog, asked once for each table. */
public final class Catalog implements Tables {
    /** Below domains, and below domains of domains, is the type that values are cast to. */
    private static final String COLUMNS = """
            WITH RECURSIVE typed (attrelid, attnum, type, constrained) AS (
                SELECT a.attrelid, a.attnum, a.atttypid, false
                FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
              UNION ALL
                SELECT d.attrelid, d.attnum, t.typbasetype,
                       d.constrained OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.contypid = t.oid)
                         OR t.typnotnull
                FROM typed AS d JOIN pg_catalog.pg_type AS t ON t.oid = d.type
                WHERE t.typtype = 'd'
            )
            SELECT a.attname, s.nspname, t.typname, es.nspname AS element_schema, e.typname AS element_name,
                   coalesce(l.collisdeterministic, true) AS comparable, a.attidentity, a.attgenerated,
                   a.attgenerated <> '' OR a.attidentity <> '' OR a.atthasdef
                     OR NOT (a.attnotnull OR d.constrained OR EXISTS (
                          SELECT FROM pg_catalog.pg_constraint AS c
                          WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey))) AS omittable
            FROM typed AS d
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.attrelid AND a.attnum = d.attnum
            JOIN pg_catalog.pg_type AS t ON t.oid = d.type AND t.typtype <> 'd'
            JOIN pg_catalog.pg_namespace AS s ON s.oid = t.typnamespace
            LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND t.typcategory = 'A' AND t.typarray = 0
            LEFT JOIN pg_catalog.pg_namespace AS es ON es.oid = e.typnamespace
            LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation
            ORDER BY a.attnum""";

    private static final String DEFERRABLE = """
            SELECT EXISTS (
              SELECT FROM pg_catalog.pg_constraint AS c, (SELECT pg_catalog.to_regclass(?)::pg_catalog.oid AS oid) AS me
              WHERE c.condeferrable AND me.oid IN (c.conrelid, c.confrelid))""";

    private static final String TIES = """
            SELECT k.conrelid = me.oid AS is_parent, s.nspname, c.relname
            FROM (SELECT pg_catalog.to_regclass(?)::pg_catalog.oid AS oid) AS me
            JOIN pg_catalog.pg_constraint AS k ON k.contype = 'f' AND me.oid IN (k.conrelid, k.confrelid)
            JOIN pg_catalog.pg_class AS c ON c.oid = CASE me.oid WHEN k.conrelid THEN k.confrelid ELSE k.conrelid END
            JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
            WHERE k.conrelid <> k.confrelid""";

    private final Supplier<Connection> connection;
    private final Map<TableName, TargetTable> tables = new HashMap<>();
    private @Nullable Identifier defaultSchema;

    public Catalog(TargetSession session) {
        this(session::connection);
    }

    Catalog(Supplier<Connection> connection) {
        this.connection = connection;
    }

    @Override
    public TargetTable table(TableName name) throws SQLException {
        TargetTable known = tables.get(name);
        return known == null ? reloaded(name) : known;
    }

    @Override
    public TargetTable reloaded(TableName name) throws SQLException {
        TargetTable table = load(name);
        tables.put(name, table);
        return table;
    }

    @Override
    public Identifier defaultSchema() throws SQLException {
        if (defaultSchema == null) {
            try (PreparedStatement query = connection.get().prepareStatement("SELECT pg_catalog.current_schema()");
                    ResultSet row = query.executeQuery()) {
                row.next();
                String name = row.getString(1);
                if (name == null) {
                    throw new ConnectException(
                            "The search_path of connection.user has no schema for tables without one:"
                                    + " name it in table.name.format, as in public.${topic}");
                }
                defaultSchema = new Identifier(name);
            }
        }
        return defaultSchema;
    }

    /** Forgets all tables: something about one of them was not as remembered. */
    public void forget() {
        tables.clear();
        defaultSchema = null;
    }

    private TargetTable load(TableName name) throws SQLException {
        List<Column> columns = columns(name);
        if (columns.isEmpty()) {
            throw new ConnectException("The target has no table " + name.quoted()
                    + ": create it, or set table.name.format so that it names the table meant");
        }
        Set<TableName> parents = new HashSet<>();
        Set<TableName> children = new HashSet<>();
        try (PreparedStatement query = prepared(TIES, name);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                (row.getBoolean("is_parent") ? parents : children)
                        .add(TableName.of(row.getString("nspname"), row.getString("relname")));
            }
        }
        UniqueIndexes indexes = UniqueIndexes.of(name, columns, connection.get());
        return new TargetTable(
                name,
                columns,
                indexes.keys(),
                indexes.unfit(),
                Set.copyOf(parents),
                Set.copyOf(children),
                isDeferrable(name));
    }

    private boolean isDeferrable(TableName name) throws SQLException {
        try (PreparedStatement query = prepared(DEFERRABLE, name);
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private List<Column> columns(TableName name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement query = prepared(COLUMNS, name);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                columns.add(column(row));
            }
        }
        return List.copyOf(columns);
    }

    private static Column column(ResultSet row) throws SQLException {
        String element = row.getString("element_name");
        ColumnType elementType = element == null ? null : type(row.getString("element_schema"), element, null, true);
        ColumnType type =
                type(row.getString("nspname"), row.getString("typname"), elementType, row.getBoolean("comparable"));
        return new Column(new Identifier(row.getString("attname")), type, generation(row), row.getBoolean("omittable"));
    }

    private static ColumnType type(String schema, String name, @Nullable ColumnType element, boolean comparable) {
        return new ColumnType(new Identifier(schema), new Identifier(name), element, comparable);
    }

    private static Column.Generation generation(ResultSet row) throws SQLException {
        if (!row.getString("attgenerated").isEmpty()) {
            return Column.Generation.EXPRESSION;
        }
        return row.getString("attidentity").equals("a") ? Column.Generation.IDENTITY_ALWAYS : Column.Generation.NONE;
    }

    /** A query about one table. */
    private PreparedStatement prepared(String sql, TableName name) throws SQLException {
        PreparedStatement query = connection.get().prepareStatement(sql);
        query.setString(1, name.quoted());
        return query;
    }
}
