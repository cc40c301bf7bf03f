package io.golconde.source.window;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.Backfill;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the next rows that existed before, in the window's own transaction: they are exactly the state at the window's
 * end and follow its changes, so that nothing has to be compared or locked.
 */
final class ChunkReader {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkReader.class);

    private final Connection connection;
    private final int rows;
    private final WindowHeader header;
    private final FetchSizes.Fetch fetch;

    ChunkReader(Connection connection, int rows, WindowHeader header, FetchSizes.Fetch fetch) {
        this.connection = connection;
        this.rows = rows;
        this.header = header;
        this.fetch = fetch;
    }

    /** The table whose rows are wanted next, in its newest generation that can be read. */
    static Optional<QueueTable> table(List<QueueTable> tables, @Nullable BackfillRequest request) {
        return tables.stream()
                .filter(table -> request != null && !request.paused() && table.id() == request.tableId())
                .filter(table -> table.source() != null)
                .max(Comparator.comparingInt(QueueTable::generation));
    }

    /** Takes all generations of the queue's tables, too. */
    void read(QueueTable table, List<QueueTable> generations, PartBuilder part) throws SQLException {
        BackfillRequest request = Objects.requireNonNull(header.backfill());
        Backfill begun = part.end().backfill().startedWith(request.id());
        Optional<? extends Chunk> chunk = chunk(request, table, generations, begun.after());
        Optional<Backfill> next;
        try {
            next = chunk.isPresent() ? read(chunk.get(), table, begun, part) : Optional.of(begun.finished());
        } catch (SQLException e) {
            throw request.condition() == null ? e : new BackfillFailure(request.id(), e);
        }
        next.filter(Backfill::done)
                .ifPresent(done -> LOG.info(
                        "{} existing rows of {} are read",
                        done.rows(),
                        table.version().name()));
        next.ifPresent(backfill -> part.endsAt(part.end().with(backfill)));
    }

    /** Empty where there are no rows to read: without a key they are read once only, and not to be told from others then. */
    private Optional<? extends Chunk> chunk(
            BackfillRequest request, QueueTable table, List<QueueTable> all, @Nullable String after)
            throws SQLException {
        if (table.hasKey()) {
            String key = HeapPlace.of(after).isPresent() ? null : after;
            return Optional.of(new KeyChunk(table, request.condition(), key, rows));
        }
        if (!request.initial()) {
            return Optional.empty();
        }
        List<QueueTable> generations = all.stream()
                .filter(other -> other.id() == table.id() && other.imagesQueued() && !other.hasKey())
                .toList();
        return generations.isEmpty()
                ? Optional.empty()
                : HeapChunk.next(connection, table, new QueuedPlaces(table, generations), after, rows);
    }

    /** Reads until the chunk is at its end, and says where to go on; empty where the part is full before. */
    private Optional<Backfill> read(Chunk chunk, QueueTable table, Backfill begun, PartBuilder part)
            throws SQLException {
        try (PreparedStatement statement = chunk.prepare(connection)) {
            statement.setFetchSize(fetch.size());
            try (ResultSet row = statement.executeQuery()) {
                RowValues values = new RowValues(table.version(), Chunk.FIRST_VALUE);
                Backfill backfill = begun;
                int read = 0;
                boolean more = row.next();
                while (more && !part.isFull()) {
                    backfill = backfill.read(Objects.requireNonNull(row.getString(1)));
                    if (row.getBoolean(2)) {
                        part.add(
                                change(
                                        table,
                                        values.read(row),
                                        values,
                                        part.end().with(backfill)),
                                values.bytes());
                        fetch.read(values.bytes());
                        row.setFetchSize(fetch.size());
                    }
                    read++;
                    more = row.next();
                }
                return more ? Optional.empty() : Optional.of(chunk.next(backfill, read));
            }
        }
    }

    private QueuedChange change(QueueTable table, Row image, RowValues values, SourceOffset offset) {
        return new QueuedChange(
                table.version(),
                new RowChange.Write(Operation.READ, values.key(image), image),
                null,
                KeyChange.NONE,
                new Origin(null, header.insertPosition(), header.clockMicros(), true),
                offset);
    }
}
