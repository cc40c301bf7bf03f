package io.golconde.core.metrics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics that a worker of Kafka 4.1 or later keeps for its plugins and gives to its reporters, next to the MBean. The
 * API is younger than what Golconde is compiled for, so it is looked for at run time. The worker removes them with the
 * task.
 */
public final class WorkerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);
    private static final String PLUGIN_METRICS = "pluginMetrics";

    private final Class<?> api;
    private final Object plugin;

    private WorkerMetrics(Class<?> api, Object plugin) {
        this.api = api;
        this.plugin = plugin;
    }

    /**
     * Has the worker show a task's metrics, where it can.
     *
     * @param type {@code SourceTaskContext} or {@code SinkTaskContext}
     * @param context what the worker gave the task
     * @param tags what tells metrics of one task apart
     */
    public static <C> void show(Class<C> type, C context, TaskMetrics<?> metrics, Map<String, String> tags) {
        try {
            Method access = type.getMethod(PLUGIN_METRICS);
            @Nullable Object plugin = access.invoke(context);
            if (plugin != null) {
                WorkerMetrics worker = new WorkerMetrics(access.getReturnType(), plugin);
                metrics.forEach((metric, value) -> worker.add(metric, tags, value));
            }
        } catch (NoSuchMethodException older) {
            LOG.debug("The worker has no metrics for its plugins");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("The worker does not show the metrics of the task, only JMX does", e);
        }
    }

    private void add(TaskMetric metric, Map<String, String> tags, LongSupplier value) {
        Gauge<Long> gauge = (config, now) -> value.getAsLong();
        try {
            Object name = api.getMethod("metricName", String.class, String.class, LinkedHashMap.class)
                    .invoke(plugin, metric.attribute(), metric.description(), new LinkedHashMap<>(tags));
            api.getMethod("addMetric", MetricName.class, MetricValueProvider.class)
                    .invoke(plugin, name, gauge);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("another API than that of Kafka 4.1", e);
        }
    }
}
