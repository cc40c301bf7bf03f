package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What the triggers take from the application: its transactions per second, as many as the source can do. */
record CaptureCost(Lab lab, List<Capture> contenders, Duration duration) implements Benchmark<Capture> {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int ROWS = 100_000;
    private static final int SINGLE = 50_000;
    private static final String INSERT =
            "INSERT INTO entry (account, amount, reason) SELECT -1, i, 'paid in at the counter, in cash' FROM generate_series(1, "
                    + ROWS + ") AS i";

    private static final String INSERT_ONE =
            "INSERT INTO entry (account, amount, reason) VALUES (-2, i, 'paid in at the counter, in cash')";
    /** Each account five times. */
    private static final String UPDATE_ONE =
            "UPDATE account SET balance = balance + 1, changed_at = clock_timestamp() WHERE id = 1 + i % 10000";

    /** What one execution of a statement takes. */
    private record Single(double micros, double logBytes) {}

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String description() {
        return "Transactions/s that four connections can do on the source, each one update and one insert, for %d s, with commits that wait for the disk and commits that do not; then how long statements of one row take in a loop of %,d in the server, and how much log each of them writes; then how long single statements of %,d rows take. Nobody reads the queue."
                .formatted(duration.toSeconds(), SINGLE, ROWS);
    }

    @Override
    public List<String> columns() {
        return List.of(
                "synchronous commit, transactions/s",
                "asynchronous commit, transactions/s",
                "insert of one row, us",
                "update of one row, us",
                "log of an insert, bytes",
                "log of an update, bytes",
                "insert, ms",
                "update, ms",
                "delete, ms");
    }

    @Override
    public List<Double> measure(Capture capture, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run)) {
            capture.installation().install(databases);
            double waiting = rate(databases, "on");
            double notWaiting = rate(databases, "off");
            Single insert = single(databases, INSERT_ONE);
            Single update = single(databases, UPDATE_ONE);
            return List.of(
                    waiting,
                    notWaiting,
                    insert.micros(),
                    update.micros(),
                    insert.logBytes(),
                    update.logBytes(),
                    millis(databases, INSERT),
                    millis(databases, "UPDATE entry SET amount = amount + 1 WHERE account = -1"),
                    millis(databases, "DELETE FROM entry WHERE account = -1"));
        }
    }

    private static double millis(Databases databases, String statement) throws SQLException {
        try (Connection source = databases.source()) {
            Databases.execute(source, "CHECKPOINT");
            long start = System.nanoTime();
            Databases.execute(source, statement);
            return (System.nanoTime() - start) / 1_000_000.0;
        }
    }

    /**
     * In one transaction, so that no commit is measured; and once before, so that the log has the images of all pages that
     * were there already, which come once after a checkpoint.
     */
    private static Single single(Databases databases, String statement) throws SQLException {
        String loop = "DO $$ BEGIN FOR i IN 1..%d LOOP %s; END LOOP; END $$".formatted(SINGLE, statement);
        try (Connection source = databases.source()) {
            Databases.execute(source, "CHECKPOINT");
            Databases.execute(source, loop);
            String log = Objects.requireNonNull(Databases.ask(source, "SELECT pg_current_wal_insert_lsn()"));
            long start = System.nanoTime();
            Databases.execute(source, loop);
            double micros = (System.nanoTime() - start) / 1_000.0;
            String bytes = Databases.ask(source, "SELECT pg_current_wal_insert_lsn() - '" + log + "'::pg_lsn");
            return new Single(micros / SINGLE, Double.parseDouble(Objects.requireNonNull(bytes)) / SINGLE);
        }
    }

    private double rate(Databases databases, String synchronousCommit) throws InterruptedException {
        Workload workload = new Workload(databases, "SET synchronous_commit = " + synchronousCommit);
        workload.flatOut(WARM_UP);
        return workload.flatOut(duration) / (double) duration.toSeconds();
    }
}
