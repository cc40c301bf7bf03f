package io.golconde.source.window;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.Place;
import io.golconde.source.queue.Position;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** One table's changes of a window, row by row; ordered by the position of the row it stands on. */
final class TableCursor implements AutoCloseable, Comparable<TableCursor> {
    private static final Position BEFORE_ALL = new Position(0, 0, 0, 0, 0, new Place(0, 0));

    private final QueueTable table;
    private final RowValues values;
    private final KeptValues kept;
    private final PreparedStatement statement;
    private final ResultSet row;
    private final FetchSizes.Fetch fetch;
    private Position position = BEFORE_ALL;

    /** Takes a statement with its parameters, which it closes. */
    TableCursor(QueueTable table, PreparedStatement statement, FetchSizes.Fetch fetch, String placeholder)
            throws SQLException {
        this.table = table;
        this.kept = new KeptValues(table, placeholder);
        this.values = new RowValues(table.version(), ChangeQuery.FIRST_VALUE);
        this.statement = statement;
        this.fetch = fetch;
        statement.setFetchSize(fetch.size());
        this.row = statement.executeQuery();
    }

    boolean next() throws SQLException {
        if (!row.next()) {
            return false;
        }
        position = new Position(
                LogSequenceNumber.valueOf(text(1)).asLong(),
                Long.parseUnsignedLong(text(2)),
                table.id(),
                table.generation(),
                row.getInt(3),
                Place.of(text(4)));
        return true;
    }

    Position position() {
        return position;
    }

    /** What the values of the last change weigh on the heap, about. */
    long bytes() {
        return values.bytes();
    }

    QueuedChange change(SourceOffset offset) throws SQLException {
        QueuedOperation operation = QueuedOperation.of(text(5));
        boolean again = row.getBoolean(7);
        boolean found = row.getBoolean(8);
        if (operation == QueuedOperation.TRUNCATE) {
            return event(new RowChange.Truncate(), null, KeyChange.NONE, offset);
        }
        Row image = kept.fill(values.read(row), row.getArray(9));
        fetch.read(values.bytes());
        row.setFetchSize(fetch.size());
        if (again ? found : operation.leavesRow()) {
            Operation written = operation.leavesRow() ? operation.written() : Operation.UPDATE;
            KeyChange half = operation.leavesRow() ? operation.keyChange() : KeyChange.NONE;
            return event(new RowChange.Write(written, values.key(image), image), null, half, offset);
        }
        Row before = table.imagesQueued() && !operation.leavesRow() ? image : null;
        KeyChange half = operation.leavesRow() ? KeyChange.NONE : operation.keyChange();
        return event(new RowChange.Delete(Objects.requireNonNull(values.key(image))), before, half, offset);
    }

    private QueuedChange event(RowChange change, @Nullable Row before, KeyChange half, SourceOffset offset)
            throws SQLException {
        OffsetDateTime at = Objects.requireNonNull(row.getObject(6, OffsetDateTime.class));
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
        Origin origin = new Origin(position.txid(), position.lsn(), micros, false);
        return new QueuedChange(table.version(), change, before, half, origin, offset);
    }

    private String text(int column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    @Override
    public int compareTo(TableCursor other) {
        return position.compareTo(other.position);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
