package io.golconde.benchmarks;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** How quickly the source connector reads a backlog out of the queue, before anything is made a record. */
record DrainRate(Lab lab, int transactions) implements Benchmark<QueueReading> {
    private static final long CHANGES_PER_TRANSACTION = 2;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String description() {
        return "Rows/s that are read from a queue with a backlog of %,d rows in two tables into memory, through JDBC and without Kafka; and of one four times as long."
                .formatted(CHANGES_PER_TRANSACTION * transactions);
    }

    @Override
    public List<QueueReading> contenders() {
        return List.of(QueueReading.values());
    }

    @Override
    public List<String> columns() {
        return List.of("rows/s", "rows/s of four times as many");
    }

    @Override
    public List<Double> measure(QueueReading reading, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run)) {
            QueueReading.capture(databases);
            return List.of(rate(databases, reading, transactions, 1), rate(databases, reading, 3 * transactions, 4));
        }
    }

    /** Adds to the backlog, which nobody acknowledges, and reads all of it. */
    private double rate(Databases databases, QueueReading reading, int added, int times) throws Exception {
        try (Connection source = databases.source()) {
            Databases.execute(source, "SET synchronous_commit = off");
            Databases.execute(source, "CALL write_backlog(" + added + ")");
            Databases.execute(source, "CHECKPOINT");
        }
        long changes = times * CHANGES_PER_TRANSACTION * transactions;
        long start = System.nanoTime();
        reading.read(databases, changes);
        return changes / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
    }
}
