package io.golconde.benchmarks;

import io.golconde.core.sql.Database;
import io.golconde.core.type.WireForms;
import io.golconde.source.drain.DrainMetrics;
import io.golconde.source.drain.DrainSettings;
import io.golconde.source.drain.QueueDrain;
import io.golconde.source.drain.QueueLimit;
import io.golconde.source.install.CaptureLevel;
import io.golconde.source.install.InstallSettings;
import io.golconde.source.install.Installer;
import io.golconde.source.install.NamedKeys;
import io.golconde.source.install.TableQueues;
import io.golconde.source.install.TableSelection;
import io.golconde.source.queue.SnapshotMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Who reads queued changes. */
enum QueueReading {
    GOLCONDE("Golconde's drain") {
        @Override
        void read(Databases databases, long changes) throws SQLException, InterruptedException {
            try (QueueDrain drain = drain(databases)) {
                drain.start();
                for (long taken = 0; taken < changes; ) {
                    taken += drain.take(ROWS_A_TAKE, PATIENCE).size();
                }
            }
        }
    },
    SELECT("One SELECT of the slots in order, values as text") {
        @Override
        void read(Databases databases, long changes) throws SQLException {
            try (Connection source = databases.source()) {
                source.setAutoCommit(false);
                for (int table = 1; table <= 2; table++) {
                    select(source, "SELECT ctid, * FROM golconde.q" + table + "_1_0 ORDER BY lsn, txid, ctid");
                }
            }
        }
    };

    private static final int ROWS_A_TAKE = 10_000;
    private static final int ROWS_A_FETCH = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Installer INSTALLER = new Installer(new InstallSettings(
            "main",
            TableQueues.only("main"),
            new TableSelection(List.of(Pattern.compile("public\\..*")), List.of()),
            false,
            NamedKeys.NONE,
            List.of(),
            CaptureLevel.AUTO,
            null));

    private final String label;

    QueueReading(String label) {
        this.label = label;
    }

    /** Installs triggers on all tables of the source. */
    static void capture(Databases databases) throws SQLException {
        try (Connection source = databases.source()) {
            INSTALLER.ensure(source);
        }
    }

    /** Returns once so many changes are in memory. */
    abstract void read(Databases databases, long changes) throws SQLException, InterruptedException;

    private static QueueDrain drain(Databases databases) {
        Database source =
                new Database(databases.sourceUrl(), "postgres", null, "golconde", Duration.ofSeconds(10), TIMEOUT);
        DrainSettings settings = new DrainSettings(
                source,
                "main",
                "benchmark/app/main",
                SnapshotMode.NO_DATA,
                Duration.ofMillis(50),
                32 << 20,
                1_000,
                false,
                false,
                List.of(),
                Duration.ZERO,
                QueueLimit.NONE,
                WireForms.EXACT);
        return new QueueDrain(
                settings, INSTALLER::ensure, null, DrainMetrics.register("benchmark", "0", "main"), () -> {});
    }

    private static void select(Connection source, String sql) throws SQLException {
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int column = 1; column <= columns; column++) {
                        row.getString(column);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
