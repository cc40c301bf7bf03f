package io.golconde.source.window;

import io.golconde.core.sql.TableName;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TableVersion;
import io.golconde.source.queue.TransactionPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each change its place in its transaction. A transaction lies in one window as a whole, among others; a part of a
 * window may end inside of some. Of a table that is captured by row, each queued change is handed out, so that the queue
 * tells how many were before, also after a restart. Of others it does not: their changes have no place.
 *
 * <pre>
 *   part       A1  B1  A2  C1  A3 | B2  A4  ...     behind it go on: A, B
 *   order       1   1   2   1   3    2   4
 *   last                    x
 * </pre>
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Connection connection;
    private final Set<TableName> uncounted = new HashSet<>();
    /** Where the last part ended, and how many changes of each table were before it, by transactions that go on. */
    private @Nullable SourceOffset end;

    private Map<Long, Map<TableName, Long>> counts = Map.of();

    Transactions(Connection connection) {
        this.connection = connection;
    }

    /** Numbers the changes of a part that begins at an offset. */
    void number(PartBuilder part, SourceOffset from, Filled filled, String until, boolean complete)
            throws SQLException {
        filled.tables().forEach(this::warn);
        List<QueueTable> tables =
                filled.tables().stream().filter(Transactions::counts).toList();
        OpenTransactions open = new OpenTransactions(tables, filled, from.seen(), until);
        Numbering numbering = new Numbering(tables, from, before(from, open));
        part.changes().forEach(numbering::meet);
        if (!complete) {
            numbering.goOn(
                    open.goOn(connection, Objects.requireNonNull(part.end().position()), numbering.left.keySet()));
        }
        part.replaceEach(numbering::placed);
        counts = numbering.counts;
        end = part.end();
    }

    private Map<Long, Map<TableName, Long>> before(SourceOffset from, OpenTransactions open) throws SQLException {
        if (from.position() == null) {
            return new HashMap<>();
        }
        if (!from.equals(end)) {
            return open.counts(connection, from.position());
        }
        Map<Long, Map<TableName, Long>> copy = new HashMap<>();
        counts.forEach((txid, tables) -> copy.put(txid, new LinkedHashMap<>(tables)));
        return copy;
    }

    private static boolean counts(QueueTable table) {
        return table.imagesQueued() && !table.version().isOfMessages();
    }

    private void warn(QueueTable table) {
        if (!table.imagesQueued() && uncounted.add(table.version().name())) {
            LOG.warn(
                    "provide.transaction.metadata: table {} is captured by key, so that its changes are not those of single"
                            + " transactions, and are not counted",
                    table.version().name());
        }
    }

    /** Counts the changes of one part. */
    private static final class Numbering {
        private final Set<TableVersion> counted = new HashSet<>();
        private final Map<Long, Map<TableName, Long>> counts;
        /** How many are still to come, by transactions that end in the part. */
        private final Map<Long, Integer> left = new HashMap<>();

        private SourceOffset before;

        Numbering(List<QueueTable> tables, SourceOffset from, Map<Long, Map<TableName, Long>> counts) {
            tables.forEach(table -> counted.add(table.version()));
            this.before = from;
            this.counts = counts;
        }

        void meet(QueuedChange change) {
            if (counted.contains(change.table())) {
                left.merge(txid(change), 1, Integer::sum);
            }
        }

        void goOn(Set<Long> transactions) {
            left.keySet().removeAll(transactions);
        }

        QueuedChange placed(QueuedChange change) {
            SourceOffset start = before;
            before = change.offset();
            if (!counted.contains(change.table())) {
                return change;
            }
            Map<TableName, Long> tables = counts.computeIfAbsent(txid(change), txid -> new LinkedHashMap<>());
            long tableOrder = tables.merge(change.table().name(), 1L, Long::sum);
            long order = tables.values().stream().mapToLong(Long::longValue).sum();
            Integer toCome = left.computeIfPresent(txid(change), (txid, count) -> count - 1);
            boolean ends = toCome != null && toCome == 0;
            if (ends) {
                counts.remove(txid(change));
            }
            return change.in(new TransactionPlace(order, tableOrder, ends ? tables : null, start));
        }

        private static long txid(QueuedChange change) {
            return Objects.requireNonNull(change.origin().txid());
        }
    }
}
