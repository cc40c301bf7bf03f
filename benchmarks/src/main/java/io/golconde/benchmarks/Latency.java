package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From the source row's clock to the target row's clock, at a steady rate. The first is read in the statement that
 * writes the row, the second in a trigger when the row is written; both servers have the clock of this machine.
 */
record Latency(Lab lab, List<Contender> contenders, int rate, Duration duration) implements Benchmark<Contender> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final String LATENCIES = """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms), percentile_cont(0.99) WITHIN GROUP (ORDER BY ms), max(ms)
            FROM (SELECT 1000 * extract(epoch FROM applied_at - changed_at)::float8 AS ms
                  FROM (SELECT applied_at, changed_at FROM account UNION ALL SELECT applied_at, changed_at FROM entry) AS rows
                  WHERE changed_at >= ?) AS latencies""";

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String description() {
        return "Time from the source row's clock to the target row's clock at %d transactions/s, each one update and one insert, for %d s after %d s."
                .formatted(rate, duration.toSeconds(), WARM_UP.toSeconds());
    }

    @Override
    public List<String> columns() {
        return List.of("median, ms", "p99, ms", "longest, ms");
    }

    @Override
    public List<Double> measure(Contender contender, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run);
                Pipeline pipeline = contender.start(databases)) {
            databases.awaitEqual();
            Instant start = Instant.now().plus(WARM_UP);
            new Workload(databases, "").steady(rate, WARM_UP.plus(duration));
            databases.awaitEqual();
            return latencies(databases, start);
        }
    }

    private static List<Double> latencies(Databases databases, Instant start) throws SQLException {
        try (Connection target = databases.target();
                PreparedStatement statement = target.prepareStatement(LATENCIES)) {
            statement.setTimestamp(1, Timestamp.from(start));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return List.of(row.getDouble(1), row.getDouble(2), row.getDouble(3));
            }
        }
    }
}
