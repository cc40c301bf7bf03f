package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** How quickly a backlog is caught up with: rows between the first and the last time that the target's clock shows. */
record Throughput(Lab lab, List<Contender> contenders, int transactions) implements Benchmark<Contender> {
    private static final int ROWS_PER_TRANSACTION = 2;
    private static final String SECONDS = """
            SELECT extract(epoch FROM max(applied_at) - min(applied_at))
            FROM (SELECT applied_at, changed_at FROM account UNION ALL SELECT applied_at, changed_at FROM entry) AS rows
            WHERE changed_at >= ?""";

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String description() {
        return "Rows/s of a backlog of %d transactions, each one update and one insert, written while nobody read."
                .formatted(transactions);
    }

    @Override
    public List<String> columns() {
        return List.of("rows/s");
    }

    @Override
    public List<Double> measure(Contender contender, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run);
                Pipeline pipeline = contender.start(databases)) {
            databases.awaitEqual();
            pipeline.pause();
            Instant start = Instant.now();
            try (Connection source = databases.source()) {
                Databases.execute(source, "SET synchronous_commit = off");
                Databases.execute(source, "CALL write_backlog(" + transactions + ")");
            }
            pipeline.resume();
            databases.awaitEqual();
            return List.of(ROWS_PER_TRANSACTION * transactions / seconds(databases, start));
        }
    }

    private static double seconds(Databases databases, Instant start) throws SQLException {
        try (Connection target = databases.target();
                PreparedStatement statement = target.prepareStatement(SECONDS)) {
            statement.setTimestamp(1, Timestamp.from(start));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }
}
