package io.golconde.source.window;

import io.golconde.core.sql.SqlState;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one window, or the next part of it, in one REPEATABLE READ READ ONLY transaction that is closed before anything
 * is handed out.
 *
 * <pre>
 *   LOCK the tables that may be read again    before the snapshot: a rewriting ALTER that commits in between shows 0 rows
 *   snapshot, insert position, epoch          (WindowHeader)
 *   changes visible in it and not in `seen`   merged across the tables in total order (ChangeReader)
 *   the next chunk of existing rows           exactly the state as of the snapshot
 *   COMMIT
 * </pre>
 */
public final class WindowReader {
    private static final int ATTEMPTS = 5;
    /**
     * A table was renamed, moved, altered or dropped since the registry was read or a statement was prepared. Among them
     * are undefined_function and undefined_object, where an extension was moved with its types, invalid_schema_name, and
     * feature_not_supported: a prepared statement would give other types than before.
     */
    private static final Set<SqlState> OUTDATED = Set.of(
            SqlState.UNDEFINED_TABLE,
            SqlState.UNDEFINED_COLUMN,
            SqlState.DATATYPE_MISMATCH,
            new SqlState("42883"),
            new SqlState("42704"),
            new SqlState("3F000"),
            new SqlState("0A000"));

    private final Connection connection;
    private final WindowSettings settings;
    private final TableRegistry registry;
    private final FetchSizes fetches = new FetchSizes();
    private final ChangeReader changes;
    private final Transactions transactions;
    private Set<TableName> locked = new TreeSet<>();
    /** Whether this session has read: what an earlier one handed out among existing rows may lack its window's end. */
    private boolean begun;

    /** Takes a connection that is in no transaction and set to REPEATABLE READ READ ONLY without auto-commit. */
    public WindowReader(Connection connection, WindowSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.registry = new TableRegistry(settings.forms());
        this.changes = new ChangeReader(connection, settings, fetches);
        this.transactions = new Transactions(connection);
    }

    /** Reads on from an offset. A failed read leaves no transaction open. */
    public Part read(SourceOffset from) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<Part> part = tryRead(from);
                connection.commit();
                if (part.isPresent()) {
                    begun = true;
                    return part.get();
                }
            } catch (UnfitRowException e) {
                connection.rollback();
                if (attempt > 1) {
                    throw e;
                }
                registry.invalidate(); // the column may have been altered since
            } catch (SQLException e) {
                connection.rollback();
                if (!OUTDATED.contains(SqlState.of(e)) || attempt == ATTEMPTS) {
                    throw e;
                }
                registry.invalidate();
                locked = new TreeSet<>();
            }
        }
    }

    /** Empty where the transaction must be begun again with more tables locked. */
    private Optional<Part> tryRead(SourceOffset from) throws SQLException {
        lock();
        WindowHeader header = WindowHeader.read(connection, settings, from.backfill());
        header.checkEpoch(settings.queue(), from.epoch());
        registry.refresh(connection, settings.queue(), header.tables());
        if (from.until() == null) {
            registry.earlier().awaitNothing(connection);
        }
        Filled filled = registry.slots().filled(connection);
        Optional<QueueTable> chunkTable =
                ChunkReader.table(registry.tables(), header.backfill()).filter(table -> from.position() == null);

        Set<TableName> wanted = new TreeSet<>();
        filled.tables().stream()
                .map(QueueTable::source)
                .filter(Objects::nonNull)
                .map(LiveTable::name)
                .forEach(wanted::add);
        chunkTable.map(QueueTable::source).map(LiveTable::name).ifPresent(wanted::add);
        boolean allLocked = locked.containsAll(wanted);
        locked = wanted;
        return allLocked ? Optional.of(part(from, header, filled, chunkTable)) : Optional.empty();
    }

    private void lock() throws SQLException {
        if (locked.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE "
                    + String.join(
                            ", ",
                            locked.stream().map(name -> "ONLY " + name.quoted()).toList())
                    + " IN ACCESS SHARE MODE");
        }
    }

    private Part part(SourceOffset from, WindowHeader header, Filled filled, Optional<QueueTable> chunkTable)
            throws SQLException {
        String until = Objects.requireNonNullElse(from.until(), header.snapshot());
        boolean amongExistingRows = from.backfill().after() != null;
        PartBuilder part = new PartBuilder(from, settings, !begun && amongExistingRows);
        boolean complete = changes.read(part, filled, until, header.snapshot());
        if (settings.transactions()) {
            transactions.number(part, from, filled, until, complete);
        }
        if (!complete) {
            return part.build(header, until, true);
        }
        part.endsAt(part.end().windowDone(until));
        if (chunkTable.isPresent() && !part.isFull()) {
            QueueTable table = chunkTable.get();
            new ChunkReader(connection, settings.chunkRows(), header, fetches.of(table.version()))
                    .read(table, registry.tables(), part);
        }
        if (settings.leavesOut() && part.size() == 0 && changes.leavesOut(filled, from.seen())) {
            part.leavesOut();
        }
        return part.build(header, until, chunkTable.isPresent());
    }
}
