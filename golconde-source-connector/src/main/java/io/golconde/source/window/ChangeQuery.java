package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import io.golconde.source.queue.Position;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects one table's changes of a window in their total order, each with the image that can be trusted.
 *
 * <pre>
 *   slots 0, 1, 2 -> visible now, not in `seen`                                (unseen)
 *                 -> of these, visible in `until` and behind the position      (q)
 *                 -> the last change of a key of which the image is missing    (again)
 *                 -> that row as the table has it now                          (t)
 * </pre>
 *
 * The image is missing under {@code key} capture. Under {@code row} capture it cannot be trusted where one transaction
 * changed the key more than once: a trigger or volatile function of the application may have queued its own change
 * first; nor where several did, and the key is not exclusive. Then the key's last change gives the state of the table,
 * which is the truth.
 *
 * @param slots the slots that are not empty
 * @param resumed whether to go on behind a position of the window
 * @param whole whether large values that the queue lacks are read, too
 */
record ChangeQuery(QueueTable table, List<Integer> slots, boolean resumed, boolean whole) {
    /** The columns before the row's values: lsn, txid, slot, place, op, at, again, found, kept. */
    static final int FIRST_VALUE = 10;

    String sql() {
        Images images = new Images(table, whole);
        return """
                WITH w AS MATERIALIZED (SELECT ?::pg_catalog.pg_snapshot AS seen, ?::pg_catalog.pg_snapshot AS until%s),
                unseen AS MATERIALIZED (%s)
                SELECT q.lsn, q.txid, q.slot, q.place, q.op, q.at, %s, t.found, %s, %s
                FROM (
                  SELECT u.*, a.place IS NOT NULL AS again
                  FROM unseen u LEFT JOIN (%s) a ON a.slot = u.slot AND a.place = u.place
                  WHERE pg_catalog.pg_visible_in_snapshot(u.txid, (SELECT until FROM w)) %s
                ) q
                LEFT JOIN LATERAL (%s) t ON true
                %s
                ORDER BY q.lsn, q.txid, q.slot, q.place""".formatted(
                        resumed ? ", " + BEHIND_PARAMETERS : "",
                        unseen(),
                        images.again(),
                        images.kept(),
                        images.values(),
                        new AgainQuery(table).sql(),
                        resumed ? behind() : "",
                        images.current(),
                        images.wanted());
    }

    void bind(PreparedStatement statement, String seen, String until, @Nullable Position behind) throws SQLException {
        statement.setString(1, seen);
        statement.setString(2, until);
        if (behind != null) {
            statement.setLong(3, behind.lsn());
            statement.setString(4, Long.toUnsignedString(behind.txid()));
            statement.setInt(5, behind.table());
            statement.setInt(6, behind.generation());
            statement.setInt(7, behind.slot());
            statement.setString(8, behind.place().toString());
        }
    }

    private static final String BEHIND_PARAMETERS = """
            '0/0'::pg_catalog.pg_lsn + ? AS lsn, ?::pg_catalog.xid8 AS txid, ? AS table_id, ? AS generation, \
            ? AS slot, ?::pg_catalog.tid AS place""";

    private String behind() {
        return """
                AND (u.lsn, u.txid, %d, %d, u.slot, u.place)
                  > (SELECT lsn, txid, table_id, generation, slot, place FROM w)""".formatted(table.id(), table.generation());
    }

    /** All that is visible now and was not seen. */
    private String unseen() {
        return slots.stream()
                .map(slot -> """
                        SELECT %d AS slot, ctid AS place, * FROM %s
                        WHERE NOT pg_catalog.pg_visible_in_snapshot(txid, (SELECT seen FROM w))
                          AND %s""".formatted(slot, table.slotTable(slot), ExcludedOrigins.SENT))
                .collect(joining(" UNION ALL "));
    }
}
