package io.golconde.benchmarks;

import io.golconde.testkit.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures and prints a report in Markdown. What goes on meanwhile is said on standard error. */
@Command(name = "golconde benchmark", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class Main implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "BENCHMARK",
            showDefaultValue = Visibility.NEVER,
            description =
                    "latency, publication, throughput, apply, drain, bloat, capture or transforms; all without one.")
    private List<String> names = List.of();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "CONTENDER",
            showDefaultValue = Visibility.NEVER,
            description = "Of golconde, native and debezium, those to measure (default: all).")
    private List<Contender> contenders = List.of(Contender.values());

    @Option(names = "--rounds", defaultValue = "3", description = "How often each contender is measured, in turn.")
    private int rounds = 0;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "Rounds before those that count: fresh JVMs still compile.")
    private int warmUp = 0;

    @Option(names = "--seconds", defaultValue = "20", description = "How long a round writes.")
    private int seconds = 0;

    @Option(names = "--rate", defaultValue = "200", description = "Transactions per second, where they are steady.")
    private int rate = 0;

    @Option(names = "--transactions", defaultValue = "25000", description = "Backlog of the throughput benchmark.")
    private int transactions = 0;

    @Option(
            names = "--changes",
            defaultValue = "50000",
            description = "Changes of each kind that the apply benchmark applies.")
    private int changes = 0;

    @Option(names = "--backlog", defaultValue = "125000", description = "Transactions that the drain benchmark reads.")
    private int backlog = 0;

    @Option(
            names = "--pgq",
            paramLabel = "FOLDER",
            description =
                    "An unpacked package of PgQ 3 for this version of PostgreSQL; the capture benchmark measures it, too.")
    private @Nullable Path pgq;

    @Option(
            names = "--registry",
            paramLabel = "FOLDER",
            description = "A schema registry and Confluent's converter, as the profile registry unpacks them to"
                    + " integration-tests/target/registry: the connectors then use Avro in place of JSON.")
    private @Nullable Path registry;

    private final PrintStream report = System.out;
    private final PrintStream progress = System.err;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!names.equals(List.of(TransformReport.NAME))) {
            measureOnServers();
        }
        if (names.isEmpty() || names.contains(TransformReport.NAME)) {
            new TransformReport(report, progress).run();
        }
        return 0;
    }

    private void measureOnServers() throws Exception {
        Machine machine = Machine.now();
        Path folder = Folders.repository().resolve("target/benchmark");
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        progress.println("Starting PostgreSQL twice, Kafka and Connect in " + folder);
        try (Lab lab = Lab.start(folder, registry)) {
            report.printf("Measured on %s: %s.%n", LocalDate.now(ZoneOffset.UTC), machine.describe(lab));
            for (Benchmark<?> benchmark : benchmarks(lab)) {
                if (names.isEmpty() || names.contains(benchmark.name())) {
                    run(benchmark);
                }
            }
        }
    }

    private List<Benchmark<?>> benchmarks(Lab lab) throws IOException {
        Duration duration = Duration.ofSeconds(seconds);
        return List.of(
                new Latency(lab, contenders, rate, duration),
                new Publication(lab, contenders, rate, duration),
                new Throughput(lab, contenders, transactions),
                new ApplyRate(lab, changes),
                new DrainRate(lab, backlog),
                new Bloat(lab, rate, duration),
                new CaptureCost(lab, captures(), duration.dividedBy(2)));
    }

    private List<Capture> captures() {
        List<Capture> captures = new ArrayList<>(Capture.all());
        if (pgq != null) {
            captures.add(Capture.pgq(new PgqPackage(pgq)));
        }
        return captures;
    }

    /** Takes turns, so that a machine that slows down meanwhile slows down all. */
    private <C> void run(Benchmark<C> benchmark) throws Exception {
        Findings findings = new Findings();
        List<C> order = new ArrayList<>(benchmark.contenders());
        for (int round = 1 - warmUp; round <= rounds; round++) {
            for (C contender : order) {
                String run = benchmark.name() + '_' + order.indexOf(contender) + '_' + (warmUp + round);
                List<Double> figures = benchmark.measure(contender, run);
                if (round > 0) {
                    findings.add(contender.toString(), figures);
                }
                progress.printf("%s, round %d of %d: %s %s%n", benchmark.name(), round, rounds, contender, figures);
            }
        }
        report.printf(
                "%n### %s%n%n%s Median of %d rounds after %d that do not count.%n%n%s",
                benchmark.name(), benchmark.description(), rounds, warmUp, findings.table(benchmark.columns()));
    }
}
