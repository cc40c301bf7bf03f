package io.golconde.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of one benchmark: for each contender those of each round. */
final class Findings {
    private final Map<String, List<List<Double>>> rounds = new LinkedHashMap<>();

    void add(String contender, List<Double> figures) {
        rounds.computeIfAbsent(contender, name -> new ArrayList<>()).add(figures);
    }

    /** A Markdown table: one row a contender, with the median of the rounds in each column. */
    String table(List<String> columns) {
        String head = "| | " + String.join(" | ", columns) + " |\n|---|" + "---:|".repeat(columns.size()) + "\n";
        return rounds.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + medians(row.getValue()) + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    private static String medians(List<List<Double>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(column -> format(
                        median(rounds.stream().map(round -> round.get(column)).toList())))
                .collect(Collectors.joining(" | "));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Three digits are as many as a measurement is good for. */
    static String format(double value) {
        return value < 100 ? String.format(Locale.ROOT, "%.3g", value) : String.format(Locale.ROOT, "%,.0f", value);
    }
}
