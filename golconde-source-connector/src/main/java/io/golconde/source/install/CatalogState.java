package io.golconde.source.install;

import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * A number for everything in the catalog and the registry that {@link Installer} looks at: as long as it is the same,
 * another look would find the same. It is made of the transactions that wrote the rows, which costs a few milliseconds for
 * hundreds of tables. Rows that come and go all the time are left out: those of temporary tables, and of queue tables,
 * which get another file with each TRUNCATE.
 */
final class CatalogState {
    private static final String STATE = """
            WITH relation AS MATERIALIZED (
                SELECT c.oid, c.xmin FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'f', 'c', 'v') AND c.relpersistence <> 't'
                  AND n.nspname !~ '^(pg_|information_schema$)' AND NOT (n.nspname = 'golconde' AND c.relname ~ '^q[0-9]')
            ), fact(kind, hash) AS (
                SELECT 1, hash_record_extended(ROW(r.oid, r.xmin), 1) FROM relation r
                UNION ALL
                SELECT 2, hash_record_extended(ROW(a.attrelid, a.attnum, a.xmin), 2)
                FROM pg_catalog.pg_attribute a JOIN relation r ON r.oid = a.attrelid WHERE a.attnum > 0
                UNION ALL
                SELECT 3, hash_record_extended(ROW(i.indexrelid, i.xmin), 3)
                FROM pg_catalog.pg_index i JOIN relation r ON r.oid = i.indrelid
                UNION ALL
                SELECT 4, hash_record_extended(ROW(t.oid, t.xmin), 4) FROM pg_catalog.pg_trigger t WHERE t.tgname ~ '^!golconde'
                UNION ALL
                SELECT 5, hash_record_extended(ROW(i.inhrelid, i.inhparent, i.xmin), 5) FROM pg_catalog.pg_inherits i
                UNION ALL
                SELECT 6, hash_record_extended(ROW(n.oid, n.xmin), 6) FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_'
                UNION ALL
                SELECT 7, hash_record_extended(ROW(t.oid, t.xmin), 7) FROM pg_catalog.pg_type t
                WHERE t.oid >= 16384 AND t.typrelid = 0 AND t.typelem = 0
                UNION ALL
                SELECT 8, hash_record_extended(ROW(e.oid, e.xmin), 8) FROM pg_catalog.pg_event_trigger e
                UNION ALL
                SELECT 9, hash_record_extended(ROW(p.oid, p.xmin), 9) FROM pg_catalog.pg_proc p
                WHERE p.pronamespace = 'golconde'::pg_catalog.regnamespace
                UNION ALL
                SELECT 10, hash_record_extended(ROW(d.oid, d.xmin), 10) FROM pg_catalog.pg_database d
                WHERE d.datname = pg_catalog.current_database()
                UNION ALL
                SELECT 11, hash_record_extended(ROW(m.roleid, m.member, m.xmin), 11) FROM pg_catalog.pg_auth_members m
                UNION ALL
                SELECT 12, hash_record_extended(ROW(o.oid, o.rolsuper, o.rolinherit, o.rolbypassrls), 12)
                FROM pg_catalog.pg_roles o WHERE o.rolname = current_user
                UNION ALL
                SELECT 13, hash_record_extended(ROW(f.name, f.xmin), 13) FROM golconde.installed_file f
                UNION ALL
                SELECT 14, hash_record_extended(ROW(c.id, c.xmin), 14) FROM golconde.captured_table c
                UNION ALL
                SELECT 15, hash_record_extended(ROW(g.table_id, g.generation, g.xmin), 15) FROM golconde.generation g
                UNION ALL
                SELECT 16, hash_record_extended(ROW(m.table_id, m.xmin), 16) FROM golconde.missed_change m
            )
            SELECT string_agg(concat_ws(':', f.kind, f.rows, f.hash), ',' ORDER BY f.kind) || pg_catalog.pg_is_in_recovery()
            FROM (SELECT kind, count(*) AS rows, bit_xor(hash) AS hash FROM fact GROUP BY kind) f""";

    /** Unknown names, and rights that are not held. */
    private static final Set<String> MISSING = Set.of("3F", "42");

    private CatalogState() {}

    /** Empty where schema golconde is not there any more, or not all of it, or not for this role. */
    static Optional<String> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            return Optional.of(row.getString(1));
        } catch (SQLException e) {
            if (MISSING.contains(SqlState.of(e).category())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
