package io.golconde.benchmarks;

import io.golconde.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How quickly changes that are in a topic already come into the target, and what they cost its server. */
final class ApplyRate implements Benchmark<Applying> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Null until the last row is there. */
    private static final String SECONDS = """
            SELECT CASE count(*) WHEN 2 THEN extract(epoch FROM max(applied_at) - min(applied_at)) END
            FROM item WHERE id < 0""";

    private static final String CONTENT = """
            SELECT count(*) || '/' || sum(hashtextextended(concat_ws('|', id, owner, balance, price, note), 0)) FROM item""";

    private final Lab lab;
    private final int changes;
    private final FilledTopics topics;
    private final ServerCpu cpu;

    ApplyRate(Lab lab, int changes) throws IOException {
        this.lab = lab;
        this.changes = changes;
        this.topics = new FilledTopics(lab, changes);
        this.cpu = new ServerCpu(lab.folder().resolve(Path.of("target", "data")));
    }

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String description() {
        return """
                %,d changes of one table that are in a topic already, or in memory: upserts of rows half of which are there, four \
                upserts to one delete, and deletes. Rows/s between the first and the last by the target's clock, and the \
                processor time of the target's server for each row, in microseconds.""".formatted(changes);
    }

    @Override
    public List<Applying> contenders() {
        return List.of(Applying.values());
    }

    @Override
    public List<String> columns() {
        return List.of(
                "upserts, rows/s",
                "us a row",
                "four upserts to one delete, rows/s",
                "us a row",
                "deletes, rows/s",
                "us a row");
    }

    @Override
    public List<Double> measure(Applying applying, String run) throws Exception {
        List<Double> figures = new ArrayList<>();
        for (ChangeKind kind : ChangeKind.values()) {
            String topic = topics.of(kind);
            try (Databases databases = Databases.create(lab, run + kind.suffix(), "apply.sql", "apply.sql")) {
                kind.prepare(databases, changes);
                try (Applier applier = applying.prepare(databases, topic)) {
                    kind.change(databases, changes);
                    figures.addAll(measure(applier, databases));
                }
            }
        }
        return figures;
    }

    private List<Double> measure(Applier applier, Databases databases) throws SQLException, IOException {
        try (Connection source = databases.source();
                Connection target = databases.target()) {
            Databases.execute(target, "CHECKPOINT");
            Duration before = cpu.used();
            applier.apply();
            Await.until("the last row", PATIENCE, () -> Databases.ask(target, SECONDS) != null);
            Duration used = cpu.used().minus(before);
            String expected = Databases.ask(source, CONTENT);
            String found = Databases.ask(target, CONTENT);
            if (!Objects.equals(expected, found)) {
                throw new IllegalStateException("The source has %s, the target %s".formatted(expected, found));
            }
            double seconds = Double.parseDouble(Objects.requireNonNull(Databases.ask(target, SECONDS)));
            return List.of(changes / seconds, used.toMillis() * 1_000.0 / changes);
        }
    }
}
