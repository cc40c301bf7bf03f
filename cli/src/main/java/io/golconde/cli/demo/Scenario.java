package io.golconde.cli.demo;

import io.golconde.cli.compare.TableComparison;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What happens once the connectors run: existing rows arrive, a live mix is played, and the end is compared. */
final class Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REFRESH = Duration.ofMillis(200);

    private final DemoDatabase app;
    private final Replica source;
    private final List<Replica> destinations;
    private final Health health;
    private final Screen screen;

    Scenario(DemoDatabase app, Replica source, List<Replica> destinations, Health health, Screen screen) {
        this.app = app;
        this.source = source;
        this.destinations = destinations;
        this.health = health;
        this.screen = screen;
    }

    /** Plays it all; whether the destinations ended up equal to the source. */
    boolean play(Duration duration, int rate) throws Exception {
        boolean passed = existingRowsArrive();
        if (passed) {
            Instant begin = Instant.now();
            playLive(duration, rate);
            boolean caughtUp = catchUp();
            passed = areEqual() && caughtUp;
            reportLatency(begin);
        }
        if (passed) {
            screen.step("PASS: both destinations are equal to the source");
        } else {
            screen.step("FAIL: not all destinations are equal to the source");
            health.complaints().forEach(screen::line);
        }
        return passed;
    }

    private boolean existingRowsArrive() throws Exception {
        long rows = source.rows();
        boolean arrived = within("the first rows are at both destinations", destination -> destination.rows() > 0)
                && within("all rows that existed before are there", destination -> destination.rows() == rows);
        screen.line("          %,d rows", rows);
        return arrived;
    }

    private void playLive(Duration duration, int rate) throws Exception {
        try (Workload workload = new Workload(new Mix(SqlResource.MIX.text()))) {
            workload.start(app, rate);
            watch(workload, duration.dividedBy(2));
            truncate();
            watch(workload, duration.dividedBy(2));
            workload.finish();
            screen.step(
                    "%,d transactions changed %,d rows, %,d were rolled back, one truncated a table",
                    workload.transactions(), workload.rows(), workload.rolledBack());
        }
    }

    private void watch(Workload workload, Duration duration) throws Exception {
        Instant begin = Instant.now();
        Instant end = begin.plus(duration);
        long before = workload.rows();
        while (Instant.now().isBefore(end)) {
            Thread.sleep(REFRESH.toMillis());
            workload.check();
            double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
            screen.status(
                    "          %,d rows changed, %.0f rows/s, behind: %s",
                    workload.rows(), (workload.rows() - before) / seconds, lags());
        }
    }

    /** By how much each destination's youngest change is older than the source's. */
    private String lags() throws SQLException {
        StringJoiner lags = new StringJoiner(", ");
        for (Replica destination : destinations) {
            Instant there = destination.youngest();
            lags.add(destination.name() + ' ' + lag(there, source.youngest()));
        }
        return lags.toString();
    }

    private static String lag(@Nullable Instant there, @Nullable Instant here) {
        return there == null || here == null
                ? "unknown"
                : Duration.between(there, here).toMillis() + " ms";
    }

    private void truncate() throws SQLException {
        try (Statement statement = source.connection().createStatement()) {
            statement.execute("TRUNCATE surrogate_test");
        }
    }

    private boolean catchUp() throws Exception {
        SqlResource.END.run(source.connection());
        return within("both destinations have caught up", Replica::hasLastRows);
    }

    private boolean areEqual() throws SQLException {
        boolean equal = true;
        for (Replica destination : destinations) {
            for (TableComparison.Result result : destination.compare(source.connection())) {
                screen.line("          %s: %s", destination.name(), result);
                result.examples().forEach(difference -> screen.line("            " + difference));
                equal &= result.isEqual();
            }
        }
        return equal;
    }

    private void reportLatency(Instant begin) throws SQLException {
        for (Replica destination : destinations) {
            Replica.Latency latency = destination.latency(begin);
            screen.line(
                    "          %s: from the source row's clock to the target row's median %.0f ms, p99 %.0f ms (%,d rows)",
                    destination.name(), latency.medianMs(), latency.p99Ms(), latency.rows());
        }
    }

    /** Waits until it holds for both destinations, as long as the connectors run and patience lasts. */
    private boolean within(String achievement, Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!holdsForAll(condition)) {
            if (health.isBad() || Instant.now().isAfter(deadline)) {
                screen.step("it is not so that " + achievement);
                return false;
            }
            Thread.sleep(REFRESH.toMillis());
        }
        screen.step(achievement);
        return true;
    }

    private boolean holdsForAll(Condition condition) throws SQLException {
        for (Replica destination : destinations) {
            if (!condition.holds(destination)) {
                return false;
            }
        }
        return true;
    }

    private interface Condition {
        boolean holds(Replica destination) throws SQLException;
    }
}
