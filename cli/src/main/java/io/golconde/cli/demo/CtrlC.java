package io.golconde.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into an interrupt of the thread that made this, and lets that thread put everything away. */
final class CtrlC implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interruptAndWait, "ctrl-c");
    private volatile boolean pressed;

    CtrlC() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isPressed() {
        return pressed;
    }

    private void interruptAndWait() {
        pressed = true;
        worker.interrupt();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (!pressed) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
