package io.golconde.core.metrics;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of one task as an MBean. It begins at zero with each start of the task; it never keeps a task from working.
 * Written and read by any thread.
 *
 * @param <M> the metrics, in the order in which they are shown
 */
public final class TaskMetrics<M extends Enum<M> & TaskMetric> implements DynamicMBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);
    private static final Map<ObjectName, TaskMetrics<?>> REGISTERED = new ConcurrentHashMap<>();

    private final ObjectName name;
    private final Map<M, AtomicLong> values; // all of them, from the beginning
    private final Map<M, LongSupplier> computed = new ConcurrentHashMap<>();

    private TaskMetrics(ObjectName name, Class<M> metrics) {
        this.name = name;
        this.values = new EnumMap<>(metrics);
        for (M metric : EnumSet.allOf(metrics)) {
            values.put(metric, new AtomicLong());
        }
    }

    /** Metrics that can be seen until they are closed; those of an earlier task of the same name are seen no more. */
    public static <M extends Enum<M> & TaskMetric> TaskMetrics<M> register(ObjectName name, Class<M> kinds) {
        TaskMetrics<M> metrics = new TaskMetrics<>(name, kinds);
        synchronized (REGISTERED) {
            if (REGISTERED.put(metrics.name, metrics) != null) {
                unregister(metrics.name);
            }
            try {
                server().registerMBean(metrics, metrics.name);
            } catch (JMException e) {
                LOG.warn("{} cannot be seen over JMX", metrics.name, e);
            }
        }
        return metrics;
    }

    /**
     * {@code <domain>:type=task,connector="...",task=0}.
     *
     * @param tags what else tells metrics of one task apart; its values are quoted as the connector is
     */
    public static ObjectName name(String domain, String connector, String task, Map<String, String> tags) {
        StringBuilder name =
                new StringBuilder(domain + ":type=task,connector=" + ObjectName.quote(connector) + ",task=" + task);
        tags.forEach((key, value) -> name.append(',').append(key).append('=').append(ObjectName.quote(value)));
        try {
            return new ObjectName(name.toString());
        } catch (JMException e) {
            throw new IllegalArgumentException("no name of an MBean: " + connector + ' ' + task, e);
        }
    }

    public void add(M metric, long more) {
        counter(metric).addAndGet(more);
    }

    public void set(M metric, long value) {
        counter(metric).set(value);
    }

    /** Sets a metric to a value that is higher than all before. */
    public void raise(M highest, long value) {
        counter(highest).accumulateAndGet(value, Math::max);
    }

    /** Computes a metric whenever somebody looks at it. */
    public void compute(M metric, LongSupplier value) {
        computed.put(metric, value);
    }

    @Override
    public void close() {
        synchronized (REGISTERED) {
            if (REGISTERED.remove(name, this)) {
                unregister(name);
            }
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return values.keySet().stream()
                .filter(metric -> metric.attribute().equals(attribute))
                .map(this::value)
                .findFirst()
                .orElseThrow(() -> new AttributeNotFoundException(attribute));
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList found = new AttributeList();
        for (M metric : values.keySet()) {
            if (Arrays.asList(attributes).contains(metric.attribute())) {
                found.add(new Attribute(metric.attribute(), value(metric)));
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " can only be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = values.keySet().stream()
                .map(metric ->
                        new MBeanAttributeInfo(metric.attribute(), "long", metric.description(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                TaskMetrics.class.getName(), "What a task of Golconde has done", attributes, null, null, null);
    }

    /** Each metric with a way to its value. */
    void forEach(BiConsumer<TaskMetric, LongSupplier> consumer) {
        values.keySet().forEach(metric -> consumer.accept(metric, () -> value(metric)));
    }

    private long value(M metric) {
        LongSupplier supplier = computed.get(metric);
        return supplier == null ? counter(metric).get() : supplier.getAsLong();
    }

    private AtomicLong counter(M metric) {
        return Objects.requireNonNull(values.get(metric));
    }

    private static MBeanServer server() {
        return Objects.requireNonNull(ManagementFactory.getPlatformMBeanServer());
    }

    private static void unregister(ObjectName name) {
        try {
            server().unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            LOG.debug("{} was not there", name);
        } catch (JMException e) {
            LOG.warn("{} cannot be taken away", name, e);
        }
    }
}
