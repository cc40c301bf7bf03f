package io.golconde.source.window;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The slots of all generations, by the numbers that the catalog gives them: each window asks for their sizes. */
final class QueueSlots {
    private record Slot(QueueTable table, int number, long oid, long toast) {}

    private static final String SLOTS = """
            SELECT g.table_id, g.generation, s.number, r.oid::pg_catalog.int8, r.reltoastrelid::pg_catalog.int8
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id
            CROSS JOIN pg_catalog.generate_series(0, 2) s(number)
            JOIN pg_catalog.pg_class r
              ON r.oid = pg_catalog.format('golconde.q%s_%s_%s', g.table_id, g.generation, s.number)::pg_catalog.regclass
            WHERE coalesce(g.queue, t.queue) = ?""";

    /** One that was dropped meanwhile has no size: everything in it was seen. */
    private static final String FILLED = """
            SELECT s.place, pg_catalog.pg_relation_size(s.oid) + coalesce(pg_catalog.pg_relation_size(s.toast), 0),
                   pg_catalog.pg_relation_filenode(s.oid)::pg_catalog.int8
            FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.oid[]), pg_catalog.unnest(?::pg_catalog.oid[]))
                 WITH ORDINALITY s(oid, toast, place)
            WHERE pg_catalog.pg_relation_size(s.oid) > 0""";

    private final List<Slot> slots;

    private QueueSlots(List<Slot> slots) {
        this.slots = slots;
    }

    static QueueSlots none() {
        return new QueueSlots(List.of());
    }

    static QueueSlots of(Connection connection, String queue, TableRegistry registry) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SLOTS)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    QueueTable table = registry.table(row.getInt(1), row.getInt(2));
                    slots.add(new Slot(table, row.getInt(3), row.getLong(4), row.getLong(5)));
                }
            }
        }
        return new QueueSlots(slots);
    }

    Filled filled(Connection connection) throws SQLException {
        Filled filled = new Filled();
        try (PreparedStatement statement = connection.prepareStatement(FILLED)) {
            statement.setArray(1, oids(connection, slots.stream().map(Slot::oid).toList()));
            statement.setArray(
                    2, oids(connection, slots.stream().map(Slot::toast).toList()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Slot slot = slots.get(row.getInt(1) - 1);
                    filled.add(slot.table(), slot.number(), row.getLong(2), row.getLong(3));
                }
            }
        }
        return filled;
    }

    private static Array oids(Connection connection, List<Long> oids) throws SQLException {
        return connection.createArrayOf("oid", oids.toArray());
    }
}
