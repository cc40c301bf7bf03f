package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The slots that other queues have of tables that moved into this one, until they are dropped. */
final class EarlierQueues {
    private record Slot(String queue, String table) {}

    private static final String SLOTS = """
            SELECT g.queue, pg_catalog.format('golconde.q%s_%s_%s', g.table_id, g.generation, s.number) AS slot
            FROM golconde.captured_table t
            JOIN golconde.generation g ON g.table_id = t.id AND g.queue IS NOT NULL
            CROSS JOIN pg_catalog.generate_series(0, 2) s(number)
            WHERE t.queue = ?""";
    /** Takes its queue. */
    private static final String UNSEEN = """
            SELECT %d AS place WHERE EXISTS (
              SELECT FROM %s WHERE pg_catalog.pg_visible_in_snapshot(
                txid, (SELECT p.seen FROM golconde.progress p WHERE p.queue = ?)) IS NOT TRUE)""";

    private final List<Slot> slots;

    private EarlierQueues(List<Slot> slots) {
        this.slots = slots;
    }

    static EarlierQueues none() {
        return new EarlierQueues(List.of());
    }

    static EarlierQueues of(Connection connection, String queue) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SLOTS)) {
            statement.setString(1, queue);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slots.add(new Slot(row.getString(1), row.getString(2)));
                }
            }
        }
        return new EarlierQueues(slots);
    }

    /**
     * Makes sure that Kafka has what they hold. All of that is visible in the transaction's snapshot if the move is: the
     * move has waited for the table's writers.
     */
    void awaitNothing(Connection connection) throws SQLException {
        if (slots.isEmpty()) {
            return;
        }
        String sql = IntStream.range(0, slots.size())
                .mapToObj(place -> UNSEEN.formatted(place, slots.get(place).table()))
                .collect(joining(" UNION ALL ", "", " LIMIT 1"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int place = 0; place < slots.size(); place++) {
                statement.setString(place + 1, slots.get(place).queue());
            }
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw new StillInOtherQueue(slots.get(row.getInt(1)).queue());
                }
            }
        }
    }
}
