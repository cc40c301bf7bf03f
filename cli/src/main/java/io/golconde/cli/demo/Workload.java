package io.golconde.cli.demo;

import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Several writers that together play a mix of transactions at a steady rate. */
final class Workload implements AutoCloseable {
    private static final int WRITERS = 4;
    /** Two writers met, or a transaction changed its mind: that is life, and none of it may reach a destination. */
    private static final Set<String> ROLLED_BACK = Set.of("23503", "23505", "40P01", "40001", "P0001");

    private final Mix mix;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(WRITERS);
    private final List<Connection> connections = new ArrayList<>();
    private final List<ScheduledFuture<?>> writers = new ArrayList<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    Workload(Mix mix) {
        this.mix = mix;
    }

    /**
     * Begins to write.
     *
     * @param rate transactions per second of all writers together
     */
    void start(DemoDatabase database, int rate) throws SQLException {
        long period = TimeUnit.SECONDS.toNanos(WRITERS) / rate;
        for (int i = 0; i < WRITERS; i++) {
            Connection connection = database.connect();
            connections.add(connection);
            Random random = new Random(i);
            long delay = period * i / WRITERS;
            writers.add(executor.scheduleAtFixedRate(
                    () -> write(connection, mix.pick(random)), delay, period, TimeUnit.NANOSECONDS));
        }
    }

    /** Committed transactions so far. */
    long transactions() {
        return transactions.get();
    }

    /** Transactions that ended otherwise. */
    long rolledBack() {
        return rolledBack.get();
    }

    /** Rows that the committed ones inserted, updated or deleted. */
    long rows() {
        return rows.get();
    }

    private void write(Connection connection, String transaction) {
        try {
            rows.addAndGet(execute(connection, transaction));
            transactions.incrementAndGet();
        } catch (SQLException e) {
            rolledBack.incrementAndGet();
            if (!ROLLED_BACK.contains(SqlState.of(e).code())) {
                throw new IllegalStateException("the demo cannot write: " + transaction, e);
            }
        }
    }

    /** Statements sent together in auto-commit mode are one transaction. */
    private static long execute(Connection connection, String transaction) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(transaction);
            long changed = 0;
            for (int rows = statement.getUpdateCount(); rows >= 0; rows = statement.getUpdateCount()) {
                changed += rows;
                statement.getMoreResults();
            }
            return changed;
        }
    }

    /** Throws what made a writer fail, if one did. */
    void check() throws InterruptedException {
        for (Future<?> writer : writers) {
            if (writer.isDone() && !writer.isCancelled()) {
                rethrow(writer);
            }
        }
    }

    private static void rethrow(Future<?> failed) throws InterruptedException {
        try {
            failed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets the writers finish what they are at, and checks them a last time. */
    void finish() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(1, TimeUnit.MINUTES);
        check();
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
