package io.golconde.source.drain;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.Database;
import io.golconde.core.type.WireForms;
import io.golconde.source.install.CaptureLevel;
import io.golconde.source.install.InstallSettings;
import io.golconde.source.install.Installer;
import io.golconde.source.install.NamedKeys;
import io.golconde.source.install.TableQueues;
import io.golconde.source.install.TableSelection;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.queue.SourceOffset;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database of its own with captured tables, and drains on it that write changes as short words. */
final class DrainFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final TestDatabase database = TestDatabase.create();
    final Connection connection = database.connect();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(connection));
    private long windowMaxBytes = 16 << 20;
    private SnapshotMode snapshotMode = SnapshotMode.INITIAL;
    private boolean transactions;
    private boolean marksEnds;
    private List<String> excludedOrigins = List.of();
    private CaptureLevel level = CaptureLevel.AUTO;
    private QueueLimit limit = QueueLimit.NONE;
    private WireForms forms = WireForms.EXACT;

    DrainFixture(String... statements) throws SQLException {
        execute(statements);
    }

    DrainFixture inPartsOf(long bytes) {
        windowMaxBytes = bytes;
        return this;
    }

    DrainFixture onLevel(CaptureLevel captureLevel) {
        level = captureLevel;
        return this;
    }

    DrainFixture in(WireForms chosen) {
        forms = chosen;
        return this;
    }

    DrainFixture limitedTo(QueueLimit wanted) {
        limit = wanted;
        return this;
    }

    DrainFixture tellingTransactions() {
        transactions = true;
        return this;
    }

    DrainFixture markingEnds(boolean marking) {
        marksEnds = marking;
        return this;
    }

    DrainFixture excluding(String... origins) {
        excludedOrigins = List.of(origins);
        return this;
    }

    DrainFixture withoutExistingRows() {
        snapshotMode = SnapshotMode.NO_DATA;
        return this;
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    Connection another() throws SQLException {
        Connection other = database.connect();
        open.add(other);
        return other;
    }

    /** Installs capture of everything in public, without draining. */
    void install() throws SQLException {
        installer().ensure(connection);
    }

    QueueDrain drain(@Nullable SourceOffset from) {
        return drain("test/p/main", from);
    }

    QueueDrain drain(String owner, @Nullable SourceOffset from) {
        Database source = new Database(
                database.url(), "postgres", null, "golconde", Duration.ofSeconds(5), Duration.ofMinutes(1));
        DrainSettings settings = new DrainSettings(
                source,
                "main",
                owner,
                snapshotMode,
                Duration.ofMillis(20),
                windowMaxBytes,
                100,
                transactions,
                marksEnds,
                excludedOrigins,
                Duration.ZERO,
                limit,
                forms);
        QueueDrain drain = new QueueDrain(
                settings, installer()::ensure, from, DrainMetrics.register("test", "0", "main"), () -> {});
        open.add(drain);
        drain.start();
        return drain;
    }

    private Installer installer() {
        return new Installer(new InstallSettings(
                "main",
                TableQueues.only("main"),
                new TableSelection(List.of(Pattern.compile("public\\..*")), List.of()),
                false,
                NamedKeys.NONE,
                List.of(),
                level,
                null));
    }

    /** The next events, exactly as many as asked for, each acknowledged. */
    static List<QueuedChange> take(QueueDrain drain, int count) throws InterruptedException {
        List<QueuedChange> taken = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (taken.size() < count && System.nanoTime() < end) {
            for (QueueEvent event : drain.take(count - taken.size(), Duration.ofMillis(200))) {
                taken.add((QueuedChange) event);
                drain.acknowledge(event.offset());
            }
        }
        return taken;
    }

    /** The next changes from an offset, exactly as many as asked for, without acknowledging any. */
    List<QueuedChange> readOn(@Nullable SourceOffset from, int count) throws InterruptedException {
        List<QueuedChange> read = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (QueueDrain drain = drain(from)) {
            while (read.size() < count && System.nanoTime() < end) {
                for (QueueEvent event : drain.take(count - read.size(), Duration.ofMillis(200))) {
                    read.add((QueuedChange) event);
                }
            }
        }
        if (read.size() < count) {
            throw new IllegalStateException("only " + read.size() + " changes of " + count + " came");
        }
        return read;
    }

    /** The same as words: operation, table, values. */
    static List<String> words(QueueDrain drain, int count) throws InterruptedException {
        return take(drain, count).stream().map(DrainFixture::word).toList();
    }

    static String word(QueuedChange change) {
        String table = change.table().name().table().name();
        if (change.change() instanceof RowChange.Write write) {
            return write.operation().code() + " " + table + values(write.row());
        }
        return change.change() instanceof RowChange.Delete delete ? "d " + table + values(delete.key()) : "t " + table;
    }

    /** The values of a row or key, with a space before each. */
    static String values(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.columns().size(); i++) {
            text.append(' ').append(row.value(i));
        }
        return text.toString();
    }

    @Override
    public void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }
}
