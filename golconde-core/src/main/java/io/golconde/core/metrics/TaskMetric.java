package io.golconde.core.metrics;

/** A metric of a task; an attribute of its MBean, a whole number. */
public interface TaskMetric {
    String attribute();

    String description();
}
