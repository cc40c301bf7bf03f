package io.golconde.benchmarks;

import java.time.Duration;
import java.util.List;

/** What the triggers take from the application: its transactions per second, as many as the source can do. */
record CaptureCost(Lab lab, Duration duration) implements Benchmark<Capture> {
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String description() {
        return "Transactions/s that four connections can do on the source, each one update and one insert, for %d s, with commits that wait for the disk and commits that do not. Nobody reads the queue."
                .formatted(duration.toSeconds());
    }

    @Override
    public List<Capture> contenders() {
        return List.of(Capture.values());
    }

    @Override
    public List<String> columns() {
        return List.of("synchronous commit, transactions/s", "asynchronous commit, transactions/s");
    }

    @Override
    public List<Double> measure(Capture capture, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run)) {
            capture.install(databases);
            return List.of(rate(databases, "on"), rate(databases, "off"));
        }
    }

    private double rate(Databases databases, String synchronousCommit) throws InterruptedException {
        Workload workload = new Workload(databases, "SET synchronous_commit = " + synchronousCommit);
        workload.flatOut(WARM_UP);
        return workload.flatOut(duration) / (double) duration.toSeconds();
    }
}
