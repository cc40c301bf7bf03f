package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the triggers take from the application: its transactions per second, as many as the source can do. */
record CaptureCost(Lab lab, Duration duration) implements Benchmark<Capture> {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int ROWS = 100_000;
    private static final String INSERT =
            "INSERT INTO entry (account, amount, reason) SELECT -1, i, 'paid in at the counter, in cash' FROM generate_series(1, "
                    + ROWS + ") AS i";

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String description() {
        return "Transactions/s that four connections can do on the source, each one update and one insert, for %d s, with commits that wait for the disk and commits that do not; then how long single statements of %,d rows take. Nobody reads the queue."
                .formatted(duration.toSeconds(), ROWS);
    }

    @Override
    public List<Capture> contenders() {
        return List.of(Capture.values());
    }

    @Override
    public List<String> columns() {
        return List.of(
                "synchronous commit, transactions/s",
                "asynchronous commit, transactions/s",
                "insert, ms",
                "update, ms",
                "delete, ms");
    }

    @Override
    public List<Double> measure(Capture capture, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run)) {
            capture.install(databases);
            double waiting = rate(databases, "on");
            double notWaiting = rate(databases, "off");
            return List.of(
                    waiting,
                    notWaiting,
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

    private double rate(Databases databases, String synchronousCommit) throws InterruptedException {
        Workload workload = new Workload(databases, "SET synchronous_commit = " + synchronousCommit);
        workload.flatOut(WARM_UP);
        return workload.flatOut(duration) / (double) duration.toSeconds();
    }
}
