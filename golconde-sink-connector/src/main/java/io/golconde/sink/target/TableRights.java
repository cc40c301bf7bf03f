package io.golconde.sink.target;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.InsertMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The privileges that writing takes, and whether the role of a connection has them.
 *
 * @param deletes whether deletes are applied; where rows are only added, it takes a record to tell
 */
record TableRights(InsertMode mode, boolean deletes) {
    private static final String ACCESS = """
            SELECT t.schema, t.name, current_user AS role, s.oid IS NOT NULL AS schema_exists,
                   pg_catalog.has_schema_privilege(s.oid, 'USAGE') AS schema_usable,
                   pg_catalog.has_schema_privilege(s.oid, 'CREATE') AS creatable, c.oid IS NOT NULL AS exists,
                   ARRAY(SELECT n.privilege FROM pg_catalog.unnest(?::pg_catalog.text[]) AS n(privilege)
                         WHERE NOT CASE n.privilege WHEN 'DELETE'
                                   THEN pg_catalog.has_table_privilege(c.oid, n.privilege)
                                   ELSE pg_catalog.has_any_column_privilege(c.oid, n.privilege) END) AS missing
            FROM unnest(?::pg_catalog.text[], ?::pg_catalog.text[]) WITH ORDINALITY AS t(schema, name, position)
            LEFT JOIN pg_catalog.pg_namespace AS s ON s.nspname = t.schema
            LEFT JOIN pg_catalog.pg_class AS c
              ON c.relnamespace = s.oid AND c.relname = t.name AND c.relkind IN ('r', 'p', 'v', 'f')
            ORDER BY t.position""";

    List<TableAccess> of(Collection<TableName> tables, Connection connection) throws SQLException {
        List<TableAccess> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ACCESS)) {
            query.setArray(1, connection.createArrayOf("text", needed().toArray()));
            query.setArray(2, connection.createArrayOf("text", names(tables, TableName::schema)));
            query.setArray(3, connection.createArrayOf("text", names(tables, TableName::table)));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(access(row));
                }
            }
        }
        return found;
    }

    private List<String> needed() {
        List<String> needed = new ArrayList<>();
        if (mode.needsKey()) {
            needed.add("SELECT");
        }
        if (mode != InsertMode.UPDATE) {
            needed.add("INSERT");
        }
        if (mode.needsKey()) {
            needed.add("UPDATE");
        }
        if (mode.needsKey() && deletes) {
            needed.add("DELETE");
        }
        return needed;
    }

    private static TableAccess access(ResultSet row) throws SQLException {
        return new TableAccess(
                TableName.of(row.getString("schema"), row.getString("name")),
                new Identifier(row.getString("role")),
                row.getBoolean("schema_exists"),
                row.getBoolean("schema_usable"),
                row.getBoolean("creatable"),
                row.getBoolean("exists"),
                List.of((String[]) row.getArray("missing").getArray()));
    }

    private static Object[] names(Collection<TableName> tables, Function<TableName, Identifier> part) {
        return tables.stream().map(part).map(Identifier::name).toArray();
    }
}
