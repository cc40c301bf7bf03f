package io.golconde.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure the transforms, in processes of its own and without any server. */
record TransformReport(PrintStream report, PrintStream progress) {
    static final String NAME = "transforms";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    void run() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(TransformCost.class.getName())
                .addProfiler(GCProfiler.class)
                .build();
        Collection<RunResult> results =
                new Runner(options, OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL)).run();
        report.printf(
                "%n### %s%n%nOne transform, one update of a row of 20 columns, the schema known. Average of two processes.%n%n",
                NAME);
        report.printf("| | ns | +- (99.9 %%) | bytes allocated |%n|---|---:|---:|---:|%n");
        results.stream().sorted(Comparator.comparing(TransformReport::name)).forEach(this::row);
    }

    private void row(RunResult result) {
        List<Double> figures = List.of(
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError(),
                Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                        .getScore());
        report.printf("| %s |", name(result));
        figures.forEach(figure -> report.printf(" %s |", Findings.format(figure)));
        report.println();
    }

    private static String name(RunResult result) {
        BenchmarkParams params = result.getParams();
        return (params.getParam("work") + ", " + params.getParam("form")).toLowerCase(Locale.ROOT);
    }
}
