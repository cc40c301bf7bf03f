package io.golconde.source.window;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.StoredType;
import io.golconde.core.type.WireForms;
import io.golconde.core.type.WireType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The queue's tables with all generations that may still hold changes, as the catalog shows them under one snapshot.
 * Read again only when the catalog's fingerprint changed; an unchanged version keeps its instance.
 */
final class TableRegistry {
    /**
     * Changes whenever a table, a generation, a primary key or a column's name does, or existing rows are asked for. Takes
     * the queue's name. OFFSET keeps the planner from reading all of pg_class in each window, which it does where nested
     * loops are switched off.
     */
    static final String FINGERPRINT = """
            SELECT concat_ws(' ', (SELECT max(r.id) FROM golconde.backfill_request r),
                             string_agg(concat_ws(':', t.id, g.generation, c.oid, c.xmin, c.relname, i.indexrelid), ','
                                        ORDER BY t.id, g.generation))
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            LEFT JOIN LATERAL (
              SELECT c.oid, c.xmin, c.relname FROM pg_catalog.pg_class c WHERE c.oid = t.relation OFFSET 0) c ON true
            LEFT JOIN LATERAL (
              SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid = t.relation AND i.indisprimary OFFSET 0) i ON true
            WHERE coalesce(g.queue, t.queue) = ?""";

    /** Of the operators by which a B-tree orders a column of a key; null where they are those of a built-in type. */
    private static final String OPERATOR_SCHEMA = """
            SELECT s.nspname FROM pg_catalog.pg_opclass d
            JOIN pg_catalog.pg_am b ON b.oid = d.opcmethod AND b.amname = 'btree'
            JOIN pg_catalog.pg_amop o ON o.amopfamily = d.opcfamily AND o.amoplefttype = d.opcintype
              AND o.amoprighttype = d.opcintype AND o.amopstrategy = 3
            JOIN pg_catalog.pg_operator p ON p.oid = o.amopopr
            JOIN pg_catalog.pg_namespace s ON s.oid = p.oprnamespace
            WHERE k.key_position IS NOT NULL AND d.opcdefault AND d.opcintype = k.type_oid""";

    /**
     * Under {@code row} capture a generation's columns are those that it was made with; live_name is null where the table has
     * no such column any more, or one of another type. Under {@code key} capture only the key is: the rest of a row is read
     * from the table, and is what the table has now.
     */
    private static final String TABLES = """
            SELECT t.id, g.generation, g.capture = 'row' AS images, g.schema_name, g.table_name,
                   n.nspname AS live_schema, c.relname AS live_table,
                   c.relkind = 'p' AS partitioned, coalesce(i.indimmediate, false) AS exclusive,
                   k.attnum, k.name, k.type_name, k.type_kind, k.built_in, k.not_null, k.key_position, k.type_modifier, k.large,
                   r.initial_request, r.other_request,
                   CASE WHEN g.capture = 'key' OR golconde.base_type(a.atttypid) = k.type_oid THEN a.attname END AS live_name,
                   golconde.type_modifier(a.atttypid, a.atttypmod) AS live_modifier,
                   pg_catalog.format_type(a.atttypid, NULL) AS declared,
                   coalesce((%s), 'pg_catalog') AS operator_schema
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            LEFT JOIN (SELECT table_id, max(id) FILTER (WHERE initial AND state <> 'moved') AS initial_request,
                              max(id) FILTER (WHERE NOT initial AND state IN ('open', 'paused')) AS other_request
                       FROM golconde.backfill_request GROUP BY table_id) r ON r.table_id = t.id
            LEFT JOIN pg_catalog.pg_class c ON c.oid = t.relation
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
            CROSS JOIN LATERAL (
              SELECT m.attnum, m.name, m.type_oid, m.type_name, m.type_kind, m.built_in, m.not_null, m.key_position,
                     m.type_modifier, g.capture = 'row' AND m.large AS large
              FROM golconde.generation_column m
              WHERE m.table_id = g.table_id AND m.generation = g.generation
                AND (g.capture = 'row' OR m.key_position IS NOT NULL OR c.oid IS NULL)
              UNION ALL
              SELECT b.attnum, b.attname::pg_catalog.text, y.oid, y.typname::pg_catalog.text, y.typtype,
                     y.typnamespace = 'pg_catalog'::pg_catalog.regnamespace, b.attnotnull, NULL,
                     golconde.type_modifier(b.atttypid, b.atttypmod), false
              FROM pg_catalog.pg_attribute b
              JOIN pg_catalog.pg_type y ON y.oid = golconde.base_type(b.atttypid)
              WHERE g.capture = 'key' AND b.attrelid = c.oid
                AND b.attnum > 0 AND NOT b.attisdropped AND b.attgenerated <> 'v'
                AND NOT EXISTS (SELECT FROM golconde.generation_column m
                                WHERE m.table_id = g.table_id AND m.generation = g.generation
                                  AND m.attnum = b.attnum AND m.key_position IS NOT NULL)
            ) k
            LEFT JOIN pg_catalog.pg_attribute a
              ON a.attrelid = c.oid AND a.attnum = k.attnum AND NOT a.attisdropped
            WHERE coalesce(g.queue, t.queue) = ?
            ORDER BY t.id, g.generation, k.attnum""".formatted(OPERATOR_SCHEMA);

    private final WireForms forms;
    private final Map<TableDescription, QueueTable> known = new HashMap<>();
    private String fingerprint = "";
    private List<QueueTable> tables = List.of();
    private QueueSlots slots = QueueSlots.none();
    private EarlierQueues earlier = EarlierQueues.none();

    TableRegistry(WireForms forms) {
        this.forms = forms;
    }

    /** All generations in the order of table and generation. */
    List<QueueTable> tables() {
        return tables;
    }

    /** Those of all generations. */
    QueueSlots slots() {
        return slots;
    }

    EarlierQueues earlier() {
        return earlier;
    }

    QueueTable table(int id, int generation) {
        return tables.stream()
                .filter(table -> table.id() == id && table.generation() == generation)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("generation " + generation + " of table " + id
                        + " is not in golconde.generation of this queue"));
    }

    /** Forgets the fingerprint: a statement did not find what the tables promised. */
    void invalidate() {
        fingerprint = "";
    }

    void refresh(Connection connection, String queue, @Nullable String current) throws SQLException {
        String wanted = Objects.requireNonNullElse(current, "none");
        if (wanted.equals(fingerprint)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                tables = read(row);
            }
        }
        slots = QueueSlots.of(connection, queue, this);
        earlier = EarlierQueues.of(connection, queue);
        fingerprint = wanted;
    }

    private List<QueueTable> read(ResultSet row) throws SQLException {
        Map<TableDescription, QueueTable> current = new HashMap<>();
        List<QueueTable> result = new ArrayList<>();
        boolean more = row.next();
        while (more) {
            TableDescription description = header(row);
            do {
                description.columns().add(column(row));
                more = row.next();
            } while (more && description.isOf(row));
            QueueTable table = Objects.requireNonNullElseGet(known.get(description), description::table);
            current.put(description, table);
            result.add(table);
        }
        known.clear();
        known.putAll(current);
        return List.copyOf(result);
    }

    private static TableDescription header(ResultSet row) throws SQLException {
        String liveTable = row.getString("live_table");
        return new TableDescription(
                row.getInt("id"),
                row.getInt("generation"),
                TableName.of(row.getString("schema_name"), row.getString("table_name")),
                row.getBoolean("images"),
                new LastRequests(row.getInt("initial_request"), row.getInt("other_request")),
                liveTable == null
                        ? null
                        : new LiveTable(
                                TableName.of(row.getString("live_schema"), liveTable),
                                row.getBoolean("partitioned"),
                                row.getBoolean("exclusive")),
                new ArrayList<>());
    }

    private ColumnDescription column(ResultSet row) throws SQLException {
        StoredType stored = stored(row, "type_modifier");
        boolean key = row.getString("key_position") != null;
        WireType type = wireType(row, stored, key);
        return new ColumnDescription(
                new Identifier(row.getString("name")),
                type,
                stored,
                row.getBoolean("not_null"),
                row.getInt("attnum"),
                key ? row.getInt("key_position") : -1,
                row.getBoolean("large"),
                isNarrower(row, type, stored, key) ? null : row.getString("live_name"),
                new DeclaredType(
                        Objects.requireNonNullElse(row.getString("declared"), ""),
                        new Identifier(row.getString("operator_schema"))));
    }

    /** Whether the column's schema was made for less digits, or other ones, than the table declares now. */
    private boolean isNarrower(ResultSet row, WireType type, StoredType stored, boolean key) throws SQLException {
        StoredType live = stored(row, "live_modifier");
        return row.getBoolean("images")
                && !stored.isUnlimited()
                && !type.schema(stored, true).equals(wireType(row, live, key).schema(live, true));
    }

    private WireType wireType(ResultSet row, StoredType stored, boolean key) throws SQLException {
        if (row.getString("type_kind").equals("e")) {
            return WireType.ENUM;
        }
        return row.getBoolean("built_in") ? forms.ofBuiltIn(stored, key) : WireType.LITERAL;
    }

    private static StoredType stored(ResultSet row, String modifier) throws SQLException {
        String name = row.getString("type_name");
        int declared = row.getInt(modifier);
        return row.wasNull() ? StoredType.unlimited(name) : new StoredType(name, declared);
    }
}
