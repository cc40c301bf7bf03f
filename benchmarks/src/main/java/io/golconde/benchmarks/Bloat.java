package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an idle transaction does to the queue: it is open from the start, so that vacuum can remove nothing, while the
 * source is written to at a steady rate.
 */
record Bloat(Lab lab, int rate, Duration duration) implements Benchmark<Contender> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String IDLE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM account";
    private static final String QUEUE = """
            SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'golconde' AND c.relkind = 'r'""";
    private static final String CATALOG = """
            SELECT sum(pg_total_relation_size(name::regclass))
            FROM unnest(ARRAY['pg_proc', 'pg_class', 'pg_attribute', 'pg_depend', 'golconde.progress']) AS name""";
    /** The drain's session has a name that begins so; its CPU time is not to be had, the blocks that it looks at are. */
    private static final String BLOCKS = """
            SELECT sum(heap_blks_read + heap_blks_hit) FROM pg_statio_user_tables WHERE schemaname = 'golconde'""";

    @Override
    public String name() {
        return "bloat";
    }

    @Override
    public String description() {
        return "What the queue takes while a REPEATABLE READ transaction stays open and %d transactions/s, each one update and one insert, are captured and drained for %d s. Blocks of the queue that are looked at for each transaction, written, drained and rotated, in the second fifth of the time, when the worker is warm and its windows are as short as they become, and in the last."
                .formatted(rate, duration.toSeconds());
    }

    @Override
    public List<Contender> contenders() {
        return List.of(Contender.GOLCONDE);
    }

    @Override
    public List<String> columns() {
        return List.of(
                "largest queue, MB",
                "queue at the end, MB",
                "catalogs grown by, MB",
                "blocks at first",
                "blocks at last");
    }

    @Override
    public List<Double> measure(Contender contender, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run);
                Pipeline pipeline = contender.start(databases);
                Connection idle = databases.source();
                Connection source = databases.source()) {
            databases.awaitEqual();
            idle.setAutoCommit(false);
            Databases.execute(idle, IDLE);
            double catalog = megabytes(source, CATALOG);
            Watch watch = new Watch(databases);
            Duration fifth = duration.dividedBy(5);
            new Workload(databases, "").steady(rate, fifth);
            double first = blocks(databases, source, fifth);
            new Workload(databases, "").steady(rate, fifth.multipliedBy(2));
            double last = blocks(databases, source, fifth);
            double largest = watch.end();
            double grown = megabytes(source, CATALOG) - catalog;
            double atEnd = megabytes(source, QUEUE);
            idle.rollback();
            databases.awaitEqual();
            return List.of(largest, atEnd, grown, first, last);
        }
    }

    private double blocks(Databases databases, Connection source, Duration time) throws Exception {
        double before = number(source, BLOCKS);
        new Workload(databases, "").steady(rate, time);
        Thread.sleep(LOOK.toMillis()); // statistics are written once a second
        return (number(source, BLOCKS) - before) / (rate * time.toSeconds());
    }

    private static double megabytes(Connection connection, String query) throws SQLException {
        return number(connection, query) / (1 << 20);
    }

    private static double number(Connection connection, String query) throws SQLException {
        return Double.parseDouble(Objects.requireNonNull(Databases.ask(connection, query)));
    }

    /** Looks at the queue's size now and then, and keeps the largest. */
    private static final class Watch {
        private final AtomicLong largest = new AtomicLong();
        private final Thread thread;

        Watch(Databases databases) {
            thread = new Thread(() -> look(databases), "watch");
            thread.start();
        }

        private void look(Databases databases) {
            try (Connection source = databases.source()) {
                while (!Thread.currentThread().isInterrupted()) {
                    long size = (long) number(source, QUEUE);
                    largest.accumulateAndGet(size, Math::max);
                    Thread.sleep(LOOK.toMillis());
                }
            } catch (InterruptedException e) {
                // it has ended
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        double end() throws InterruptedException {
            thread.interrupt();
            thread.join();
            return largest.get() / (double) (1 << 20);
        }
    }
}
