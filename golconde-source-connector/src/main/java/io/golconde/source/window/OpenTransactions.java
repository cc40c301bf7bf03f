package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import io.golconde.core.sql.TableName;
import io.golconde.source.queue.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the transactions in which a position of a window lies: those with changes up to it and behind it.
 *
 * @param tables whose changes count
 * @param filled the slots that are not empty
 */
record OpenTransactions(List<QueueTable> tables, Filled filled, String seen, String until) {
    private static final String WINDOW = """
            WITH w AS MATERIALIZED (
              SELECT ?::pg_catalog.pg_snapshot AS seen, ?::pg_catalog.pg_snapshot AS until,
                     '0/0'::pg_catalog.pg_lsn + ? AS lsn, ?::pg_catalog.xid8 AS txid, ? AS table_id, ? AS generation,
                     ? AS slot, ?::pg_catalog.tid AS place),
            c AS %s (%s)
            """;

    private static final String GO_ON = """
            SELECT DISTINCT c.txid::pg_catalog.text FROM c
            JOIN pg_catalog.unnest(?::pg_catalog.xid8[]) o(txid) ON o.txid = c.txid
            WHERE c.behind""";

    private static final String COUNTS = """
            SELECT c.txid::pg_catalog.text, c.number, count(*)
            FROM c JOIN (SELECT DISTINCT txid FROM c WHERE behind) o ON o.txid = c.txid
            WHERE NOT c.behind
            GROUP BY c.txid, c.number
            ORDER BY c.txid, min(c.lsn), c.number""";

    /** Which of the given transactions have changes behind the position. */
    Set<Long> goOn(Connection connection, Position at, Collection<Long> among) throws SQLException {
        Set<Long> found = new HashSet<>();
        if (among.isEmpty()) {
            return found;
        }
        String given = among.stream().map(Long::toUnsignedString).collect(joining(",", "{", "}"));
        try (PreparedStatement statement = prepare(connection, "NOT MATERIALIZED", GO_ON, at)) {
            statement.setString(9, given);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(Long.parseUnsignedLong(row.getString(1)));
                }
            }
        }
        return found;
    }

    /** How many changes of each table the open transactions have up to the position, tables in the order of the first. */
    Map<Long, Map<TableName, Long>> counts(Connection connection, Position at) throws SQLException {
        Map<Long, Map<TableName, Long>> counts = new HashMap<>();
        if (tables.isEmpty()) {
            return counts;
        }
        try (PreparedStatement statement = prepare(connection, "MATERIALIZED", COUNTS, at);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                TableName table = tables.get(row.getInt(2)).version().name();
                counts.computeIfAbsent(Long.parseUnsignedLong(row.getString(1)), txid -> new LinkedHashMap<>())
                        .merge(table, row.getLong(3), Long::sum);
            }
        }
        return counts;
    }

    private PreparedStatement prepare(Connection connection, String materialized, String query, Position at)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(WINDOW.formatted(materialized, changes()) + query);
        statement.setString(1, seen);
        statement.setString(2, until);
        statement.setLong(3, at.lsn());
        statement.setString(4, Long.toUnsignedString(at.txid()));
        statement.setInt(5, at.table());
        statement.setInt(6, at.generation());
        statement.setInt(7, at.slot());
        statement.setString(8, at.place().toString());
        return statement;
    }

    private String changes() {
        List<String> selects = new ArrayList<>();
        for (int number = 0; number < tables.size(); number++) {
            for (int slot : filled.slots(tables.get(number))) {
                selects.add(changes(number, tables.get(number), slot));
            }
        }
        return String.join(" UNION ALL ", selects);
    }

    private static String changes(int number, QueueTable table, int slot) {
        return """
                SELECT txid, lsn, %d AS number, (lsn, txid, %d, %d, %d, ctid)
                         > (SELECT lsn, txid, table_id, generation, slot, place FROM w) AS behind
                FROM %s
                WHERE NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w))
                  AND pg_catalog.pg_visible_in_snapshot(txid, (SELECT until FROM w))
                  AND %s""".formatted(number, table.id(), table.generation(), slot, table.slotTable(slot), ExcludedOrigins.SENT);
    }
}
