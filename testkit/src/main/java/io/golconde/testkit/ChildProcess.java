package io.golconde.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server in a process of its own that never outlives this one, however this one ends. Its output goes to a file.
 *
 * <pre>
 * this JVM --- pipe of signal names ---> attend.sh --- signals ---> server
 *              (its end: the last signal)
 * </pre>
 */
final class ChildProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHOWN_LINES = 20;

    private final Process attendant;
    private final String name;
    private final Path log;
    private final long logStart;

    private ChildProcess(Process attendant, String name, Path log, long logStart) {
        this.attendant = attendant;
        this.name = name;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts the command.
     *
     * @param lastSignal what ends the server when this process is gone
     */
    static ChildProcess start(String name, String lastSignal, List<String> command, Path log) {
        List<String> attended = new ArrayList<>(List.of("bash", "-c", script(), "attend", lastSignal));
        attended.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(attended)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new ChildProcess(builder.start(), name, log, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    boolean isAlive() {
        return attendant.isAlive();
    }

    /** Sends the signal ("TERM", "QUIT", ...) unless the server has ended already. */
    void signal(String signal) {
        OutputStream words = attendant.getOutputStream();
        try {
            words.write((signal + '\n').getBytes(UTF_8));
            words.flush();
        } catch (IOException e) {
            if (isAlive()) {
                throw new UncheckedIOException("cannot signal " + name, e);
            }
        }
    }

    /** Sends the signal and waits for the end; a server that takes too long is killed. */
    void end(String signal) {
        signal(signal);
        if (!ended()) {
            signal("KILL");
            if (!ended()) {
                throw new IllegalStateException(name + " does not end, see " + log);
            }
        }
    }

    boolean hasLogged(String text) {
        return logged().contains(text);
    }

    /** Waits until the server is ready, or fails with the end of its log. A wait that fails ends the server. */
    void awaitReady(Duration patience, Callable<Boolean> ready) {
        try {
            Await.until(name, patience, () -> !isAlive() || ready.call());
        } catch (IllegalStateException e) {
            abandon();
            throw e;
        }
        if (!isAlive()) {
            throw new IllegalStateException(name + " ended at once:\n" + lastLines());
        }
    }

    /** Waits for a command that ends by itself. */
    void awaitSuccess() {
        if (!ended() || attendant.exitValue() != 0) {
            throw new IllegalStateException(name + " failed:\n" + lastLines());
        }
    }

    private boolean ended() {
        try {
            return attendant.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ends", e);
        }
    }

    /** Lets the server end as if this process had, and waits for that, also in a thread that was interrupted. */
    private void abandon() {
        try {
            attendant.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
        attendant
                .onExit()
                .completeOnTimeout(attendant, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private String lastLines() {
        List<String> lines = logged().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    /** What this process has written, without what others wrote to the same file before it. */
    private String logged() {
        try (InputStream bytes = Files.newInputStream(log)) {
            bytes.skipNBytes(logStart);
            return new String(bytes.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() {
        try (InputStream script = ChildProcess.class.getResourceAsStream("attend.sh")) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
