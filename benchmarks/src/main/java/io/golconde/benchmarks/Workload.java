package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Several connections that write to the source, each transaction changing one row and adding one. */
final class Workload {
    private static final int WRITERS = 4;
    private static final int ACCOUNTS = 10_000;
    private static final String TRANSACTION = "SELECT write_pair(?, ?)";

    private final Databases databases;
    /** Run on each connection before its first transaction. */
    private final String settings;

    Workload(Databases databases, String settings) {
        this.databases = databases;
        this.settings = settings;
    }

    /** Writes at a steady rate. */
    void steady(int transactionsPerSecond, Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long period = Duration.ofSeconds(WRITERS).toNanos() / transactionsPerSecond;
        run(writer -> writer.steady(start + period * writer.number / WRITERS, period, start + duration.toNanos()));
    }

    /** Writes as quickly as it can; returns the number of transactions. */
    long flatOut(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        return run(writer -> writer.flatOut(end));
    }

    private long run(Task task) throws InterruptedException {
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            tasks.add(() -> write(number, task));
        }
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            long transactions = 0;
            for (Future<Long> written : executor.invokeAll(tasks)) {
                transactions += written.get();
            }
            return transactions;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + databases.name(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private long write(int number, Task task) throws SQLException {
        try (Connection connection = databases.source()) {
            Databases.execute(connection, settings);
            try (PreparedStatement statement = connection.prepareStatement(TRANSACTION)) {
                return task.run(new Writer(number, statement, new Random(number)));
            }
        }
    }

    private interface Task {
        long run(Writer writer) throws SQLException;
    }

    private record Writer(int number, PreparedStatement statement, Random random) {
        /** A transaction that comes late does not delay the next one. */
        long steady(long first, long period, long end) throws SQLException {
            long transactions = 0;
            for (long due = first; due - end < 0; due += period) {
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                write();
                transactions++;
            }
            return transactions;
        }

        long flatOut(long end) throws SQLException {
            long transactions = 0;
            for (; System.nanoTime() - end < 0; transactions++) {
                write();
            }
            return transactions;
        }

        private void write() throws SQLException {
            statement.setLong(1, 1 + random.nextInt(ACCOUNTS));
            statement.setLong(2, random.nextInt(1000));
            statement.execute();
        }
    }
}
