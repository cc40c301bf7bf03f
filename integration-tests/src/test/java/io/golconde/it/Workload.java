package io.golconde.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Writers that change the accounts of one database at the same time until they are told to finish. */
public final class Workload implements AutoCloseable {
    /** A connection that breaks, and a server that goes or is not there yet: a writer comes back. */
    private static final List<String> PASSING = List.of("08", "57");

    private static final Duration RECONNECT = Duration.ofMillis(200);

    /** One writer: what it does over and over again. */
    @FunctionalInterface
    public interface Writer {
        void transaction(Connection connection) throws SQLException, InterruptedException;

        /** Sees to what the last connection may have left behind. */
        default void takeUp(Connection connection) throws SQLException {}
    }

    private final AppDatabase database;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Future<?>> writers = new ArrayList<>();

    public Workload(AppDatabase database) {
        this.database = database;
    }

    /** Adds writers of random transactions, with a pause after each. */
    Workload addRandom(int count, Duration pause) {
        long seed = Long.getLong("golconde.seed", System.nanoTime());
        System.out.printf("%s: -Dgolconde.seed=%d%n", database.name(), seed);
        for (int i = 1; i <= count; i++) {
            add(new RandomWriter("w" + i, seed + i, this, pause));
        }
        return this;
    }

    /** Adds a writer that runs until the end, in a connection of its own. */
    public Workload add(Writer writer) {
        writers.add(executor.submit(() -> {
            write(writer);
            return null;
        }));
        return this;
    }

    /** Pauses a writer; false once it is to finish. */
    public boolean pause(Duration duration) throws InterruptedException {
        return !finishing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets each writer end its transaction, and passes on what made one fail. */
    public void finish() throws InterruptedException, ExecutionException {
        finishing.countDown();
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    @Override
    public void close() {
        finishing.countDown();
        executor.shutdownNow();
    }

    private void write(Writer writer) throws SQLException, InterruptedException {
        do {
            try (Connection connection = database.connect()) {
                writer.takeUp(connection);
                connection.setAutoCommit(false);
                do {
                    writer.transaction(connection);
                } while (pause(Duration.ZERO));
            } catch (SQLException e) {
                if (!PASSING.contains(e.getSQLState().substring(0, 2))) {
                    throw e;
                }
            }
        } while (pause(RECONNECT));
    }
}
