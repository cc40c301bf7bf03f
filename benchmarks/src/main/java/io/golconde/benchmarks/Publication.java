package io.golconde.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From the source row's clock to a consumer of the topic, at a steady rate. The row's clock is read before its transaction
 * commits, so that this is a little more than the way from the commit.
 */
record Publication(Lab lab, List<Contender> contenders, int rate, Duration duration) implements Benchmark<Contender> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "publication";
    }

    @Override
    public String description() {
        return "Time from the source row's clock to a read_committed consumer at %d transactions/s, each one update and one insert, for %d s after %d s; the sink runs, too."
                .formatted(rate, duration.toSeconds(), WARM_UP.toSeconds());
    }

    /** Those that go through Kafka. */
    @Override
    public List<Contender> contenders() {
        return contenders.stream()
                .filter(contender -> contender != Contender.NATIVE)
                .toList();
    }

    @Override
    public List<String> columns() {
        return List.of("median, ms", "p99, ms", "longest, ms");
    }

    @Override
    public List<Double> measure(Contender contender, String run) throws Exception {
        try (Databases databases = Databases.create(lab, run);
                Pipeline pipeline = contender.start(databases);
                KafkaArrivals arrivals = new KafkaArrivals(lab, databases.name())) {
            databases.awaitEqual();
            Instant start = Instant.now().plus(WARM_UP);
            new Workload(databases, "").steady(rate, WARM_UP.plus(duration));
            databases.awaitEqual();
            List<Double> delays = arrivals.delays(start);
            return List.of(quantile(delays, 0.5), quantile(delays, 0.99), quantile(delays, 1));
        }
    }

    private static double quantile(List<Double> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
