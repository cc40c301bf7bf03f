package io.golconde.source.window;

import io.golconde.source.queue.Place;
import io.golconde.source.queue.Position;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a window's changes into parts, merged across the tables. A window that fits into one part is read with one
 * statement a table; of a large one a {@link WindowMap} is made, and then it is read step by step.
 */
final class ChangeReader {
    /** A guess at what a change weighs, until a part has told. */
    private static final long BYTES_A_CHANGE = 1_000;

    private static final long SHORTEST_STEP = 20;

    private final Connection connection;
    private final WindowSettings settings;
    private final FetchSizes fetches;
    private @Nullable WindowMap map;
    /** How many changes are about one part. */
    private long step;

    ChangeReader(Connection connection, WindowSettings settings, FetchSizes fetches) {
        this.connection = connection;
        this.settings = settings;
        this.fetches = fetches;
        this.step = Math.max(SHORTEST_STEP, settings.maxBytes() / BYTES_A_CHANGE);
    }

    /** Adds what comes next; false where the part was full before the window was at its end. */
    boolean read(PartBuilder part, Filled filled, String until, String now) throws SQLException {
        SourceOffset from = part.end();
        if (filled.bytes() <= settings.maxBytes() / 2) {
            map = null;
            return readAtOnce(part, filled, until);
        }
        if (map == null || !map.holdsFor(from, filled)) {
            map = WindowMap.of(connection, filled, from.seen(), until, now);
        }
        boolean complete = readSteps(part, filled, map, now);
        if (complete) {
            map = null;
        } else {
            step = Math.max(SHORTEST_STEP, part.size());
        }
        return complete;
    }

    /** Whether there are changes that are not read, because of where they come from. */
    boolean leavesOut(Filled filled, String seen) throws SQLException {
        boolean found = false;
        for (QueueTable table : filled.tables()) {
            found = found || leavesOut(new LeftOutQuery(table, filled.slots(table)), seen);
        }
        return found;
    }

    private boolean leavesOut(LeftOutQuery query, String seen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setString(1, seen);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean readSteps(PartBuilder part, Filled filled, WindowMap window, String now) throws SQLException {
        boolean changed = !now.equals(window.snapshot());
        Position behind = Objects.requireNonNullElseGet(part.end().position(), () -> before(0));
        OptionalLong bound = window.bound(behind.lsn(), step);
        while (bound.isPresent() && !part.isFull()) {
            MappedStep next = new MappedStep(window, behind, bound.getAsLong(), changed);
            if (!merge(
                    part,
                    filled,
                    window.until(),
                    (table, slots) -> next.prepare(connection, table, slots, isWhole(table, part)))) {
                return false;
            }
            behind = before(bound.getAsLong() + 1);
            bound = window.bound(behind.lsn(), step);
        }
        return bound.isEmpty();
    }

    private boolean readAtOnce(PartBuilder part, Filled filled, String until) throws SQLException {
        SourceOffset from = part.end();
        return merge(part, filled, until, (table, slots) -> {
            ChangeQuery query = new ChangeQuery(table, slots, from.position() != null, isWhole(table, part));
            PreparedStatement statement = connection.prepareStatement(query.sql());
            query.bind(statement, from.seen(), until, from.position());
            return Optional.of(statement);
        });
    }

    /** A placeholder must not come before the row: as long as the table's existing rows are to be read, it is no answer. */
    private boolean isWhole(QueueTable table, PartBuilder part) {
        boolean rowsToCome = table.requests().remain(part.end().backfill(), settings.existingRows());
        return table.keepsLarge()
                && table.rowSource() != null
                && (rowsToCome || settings.forms().unavailable().reselected());
    }

    private static Position before(long lsn) {
        return new Position(lsn, 0, 0, 0, 0, new Place(0, 0));
    }

    /** Selects one table's changes out of the slots; empty where there are none. */
    private interface Selection {
        Optional<PreparedStatement> of(QueueTable table, List<Integer> slots) throws SQLException;
    }

    /** Merges the tables' changes into the part; false where it was full before. */
    private boolean merge(PartBuilder part, Filled filled, String until, Selection selection) throws SQLException {
        SourceOffset from = part.end();
        String placeholder = settings.forms().unavailable().placeholder();
        PriorityQueue<TableCursor> cursors = new PriorityQueue<>();
        try {
            for (QueueTable table : filled.tables()) {
                Optional<PreparedStatement> statement = selection.of(table, filled.slots(table));
                if (statement.isPresent()) {
                    addIfNext(
                            cursors, new TableCursor(table, statement.get(), fetches.of(table.version()), placeholder));
                }
            }
            while (!cursors.isEmpty() && !part.isFull()) {
                TableCursor cursor = cursors.remove();
                QueuedChange change = cursor.change(from.after(cursor.position(), until));
                part.add(change, cursor.bytes());
                addIfNext(cursors, cursor);
            }
            return cursors.isEmpty();
        } finally {
            for (TableCursor cursor : cursors) {
                cursor.close();
            }
        }
    }

    private static void addIfNext(PriorityQueue<TableCursor> cursors, TableCursor cursor) throws SQLException {
        if (cursor.next()) {
            cursors.add(cursor);
        } else {
            cursor.close();
        }
    }
}
