package io.golconde.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Starts servers at the same time and remembers those that have to be stopped. */
final class Startup implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<AutoCloseable> running = new ArrayList<>();

    <T> Future<T> begin(Callable<T> start) {
        return executor.submit(start);
    }

    /** Remembers a server as soon as it runs. */
    synchronized <T extends AutoCloseable> T running(T server) {
        running.add(server);
        return server;
    }

    /** Waits for a start; what made it fail is thrown here. */
    static <T> T result(Future<T> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops all that runs, and first waits for what is only about to run. */
    @Override
    public void close() throws Exception {
        boolean interrupted = Thread.interrupted(); // an interrupt must not keep servers from being stopped
        executor.shutdownNow();
        executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        stopAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stopAll() throws Exception {
        for (int last = running.size() - 1; last >= 0; last--) {
            running.get(last).close();
        }
    }
}
