package io.golconde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void showTheMedianOfTheRoundsOfEachFigure() {
        findings.add("one", List.of(3.0, 1200.0));
        findings.add("one", List.of(100.0, 1000.0));
        findings.add("one", List.of(2.0, 900.0));
        findings.add("other", List.of(0.5, 20000.0));
        findings.add("other", List.of(0.6, 10000.0));

        assertThat(findings.table(List.of("ms", "rows/s"))).isEqualTo("""
                | | ms | rows/s |
                |---|---:|---:|
                | one | 3.00 | 1,000 |
                | other | 0.550 | 15,000 |
                """);
    }
}
