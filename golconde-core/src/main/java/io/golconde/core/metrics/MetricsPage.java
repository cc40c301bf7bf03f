package io.golconde.core.metrics;

import java.util.EnumSet;

/**
 * The page of the manual that lists metrics: Markdown, written by the metrics themselves. In each module a test compares
 * the page under {@code docs/reference} with it, and writes the page instead when the build runs with {@code
 * -Dgolconde.renew=true}.
 */
public record MetricsPage(String title, String introduction) {
    public <M extends Enum<M> & TaskMetric> String of(Class<M> metrics) {
        StringBuilder text = new StringBuilder("# " + title + "\n\n" + introduction.strip() + "\n\n");
        text.append("| Attribute | Meaning |\n|---|---|\n");
        for (M metric : EnumSet.allOf(metrics)) {
            text.append("| `%s` | %s |\n".formatted(metric.attribute(), metric.description()));
        }
        return text.toString();
    }
}
