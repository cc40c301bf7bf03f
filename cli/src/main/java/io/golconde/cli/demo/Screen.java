package io.golconde.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints what happens: lines that stay, with the time since the command, and one that is written over. */
final class Screen {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    /** When the process began: a launcher that replaced itself by this program counts. */
    private final Instant begin = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    /** Where nobody sees lines written over, the status is a line of its own now and then. */
    private final boolean terminal = Ansi.AUTO.enabled();

    private Instant nextStatus = begin;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** Says what has just been done. */
    void step(String text, Object... values) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        line("%6.1f s  %s", seconds, format(text, values));
    }

    void line(String text, Object... values) {
        out.println((terminal ? CLEAR : "") + format(text, values));
    }

    /** Says how far it is, in place of what was said before. */
    void status(String text, Object... values) {
        if (terminal) {
            out.print(CLEAR + format(text, values));
            out.flush();
        } else if (Instant.now().isAfter(nextStatus)) {
            nextStatus = Instant.now().plus(STEP);
            out.println(format(text, values));
        }
    }

    private static String format(String text, Object... values) {
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }
}
