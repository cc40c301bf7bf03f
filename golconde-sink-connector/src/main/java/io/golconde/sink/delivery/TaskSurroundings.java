package io.golconde.sink.delivery;

import io.golconde.core.metrics.TaskMetrics;
import io.golconde.sink.metrics.Metric;
import java.time.Clock;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task finds around it: its worker, the time, and those who watch it. */
public record TaskSurroundings(SinkTaskContext context, Clock clock, TaskMetrics<Metric> metrics) {}
