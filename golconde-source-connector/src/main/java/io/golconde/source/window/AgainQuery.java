package io.golconde.source.window;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;

/**
 * Selects slot and place of the changes whose row is to be read again, out of all that is visible now and was not seen
 * ({@code unseen}). A window that is resumed sees the table as it is later: where a key has changed since, the later
 * window tells, and nothing of the key is read again in this one.
 */
record AgainQuery(QueueTable table) {
    String sql() {
        List<QueueColumn> key = table.key();
        if (key.isEmpty() || onlyQueued()) {
            return "SELECT slot, place FROM unseen WHERE false";
        }
        String names = key.stream().map(QueueColumn::queued).collect(joining(", "));
        String keys = """
                SELECT lsn, txid, slot, place, %s FROM unseen WHERE op <> 't'""".formatted(key.stream()
                .map(column -> column.identity() + " AS " + column.queued())
                .collect(joining(", ")));
        String severalTimes = table.imagesQueued()
                ? "JOIN (SELECT %s FROM (%s) k GROUP BY %s%s HAVING count(*) > 1) s USING (%s)"
                        .formatted(names, keys, names, inOneTransaction() ? ", txid" : "", names)
                : "";
        return "SELECT DISTINCT ON (%s) slot, place FROM (%s) k %s ORDER BY %s, lsn DESC, txid DESC, slot DESC, place DESC"
                .formatted(names, keys, severalTimes, names);
    }

    /** Where the table has no such rows any more, the images in the queue are all that there is. */
    private boolean onlyQueued() {
        return table.imagesQueued() && table.source() == null;
    }

    /** Where a key is not exclusive, changes of it by two transactions may be queued in another order than they took effect. */
    private boolean inOneTransaction() {
        return Objects.requireNonNull(table.source()).exclusive();
    }
}
