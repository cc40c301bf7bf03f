package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table that could be captured, as the connected role sees it. Partitions are none: they are captured with their root.
 *
 * @param columns their names, only where there is no primary key
 * @param nullable those of them that may have NULL
 * @param fits a row of it can lie in a queue table
 * @param reachable the role may use the schema
 * @param readable the role may select from the table
 * @param triggerable the role may create triggers on it; of a partitioned table also on its partitions, and read them
 * @param elsewhere a partition that is a foreign table; null for none
 * @param owned the role has the rights of its owner
 * @param restricted row-level security hides rows from the role
 */
record SourceTable(
        TableName name,
        boolean hasPrimaryKey,
        List<String> columns,
        List<String> nullable,
        boolean fits,
        boolean reachable,
        boolean readable,
        boolean triggerable,
        @Nullable String elsewhere,
        boolean owned,
        boolean restricted) {

    private static final String TABLES = """
            SELECT n.nspname, r.relname, k.has_key, c.columns, c.nullable, c.fits,
                   has_schema_privilege(n.oid, 'USAGE') AS reachable,
                   has_table_privilege(r.oid, 'SELECT') AS readable,
                   has_table_privilege(r.oid, 'TRIGGER') AND p.triggerable AS triggerable, p.elsewhere,
                   pg_has_role(r.relowner, 'USAGE') AS owned,
                   r.relrowsecurity AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_roles o
                       WHERE o.rolname = current_user AND (o.rolsuper OR o.rolbypassrls))
                   AND (r.relforcerowsecurity OR NOT pg_has_role(r.relowner, 'USAGE')) AS restricted
            FROM pg_catalog.pg_class r
            JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
            CROSS JOIN LATERAL (SELECT EXISTS (
                SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = r.oid AND i.indisprimary) AS has_key) k
            -- golconde.row_fits may not be there yet
            CROSS JOIN LATERAL (
                SELECT array_agg(a.attname::text ORDER BY a.attnum) AS columns,
                       array_agg(a.attname::text) FILTER (WHERE NOT a.attnotnull) AS nullable,
                       count(*) <= 1594 AND coalesce(sum(a.attlen) FILTER (WHERE a.attlen > 0), 0) <= 7890 AS fits
                FROM pg_catalog.pg_attribute a
                WHERE NOT k.has_key AND a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped) c
            CROSS JOIN LATERAL (
                SELECT coalesce(bool_and(has_table_privilege(p.relid, 'TRIGGER') AND has_table_privilege(p.relid, 'SELECT')), true)
                       AS triggerable,
                       min(f.oid::pg_catalog.regclass::text) FILTER (WHERE f.relkind = 'f') AS elsewhere
                FROM pg_catalog.pg_partition_tree(r.oid) p
                JOIN pg_catalog.pg_class f ON f.oid = p.relid
                WHERE p.isleaf AND p.relid <> r.oid) p
            WHERE r.relkind IN ('r', 'p') AND NOT r.relispartition AND r.relpersistence <> 't'
              AND n.nspname NOT IN ('golconde', 'information_schema') AND n.nspname !~ '^pg_'
            ORDER BY n.nspname, r.relname""";

    static List<SourceTable> all(Connection connection) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(new SourceTable(
                        TableName.of(row.getString("nspname"), row.getString("relname")),
                        row.getBoolean("has_key"),
                        texts(row.getArray("columns")),
                        texts(row.getArray("nullable")),
                        row.getBoolean("fits"),
                        row.getBoolean("reachable"),
                        row.getBoolean("readable"),
                        row.getBoolean("triggerable"),
                        row.getString("elsewhere"),
                        row.getBoolean("owned"),
                        row.getBoolean("restricted")));
            }
        }
        return tables;
    }

    static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) Objects.requireNonNull(array.getArray()));
    }
}
