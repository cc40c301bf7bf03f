package io.golconde.benchmarks;

import java.util.List;

/**
 * Something to find out about several contenders.
 *
 * @param <C> a contender, whose text is its name in the report
 */
interface Benchmark<C> {
    /** One word: names the benchmark on the command line, and its databases. */
    String name();

    /** A sentence for people who read the figures. */
    String description();

    List<C> contenders();

    /** What each figure of {@link #measure} is. */
    List<String> columns();

    /**
     * Measures one contender once.
     *
     * @param run a name that was not used before
     */
    List<Double> measure(C contender, String run) throws Exception;
}
