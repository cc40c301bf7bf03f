package io.golconde.sink.metrics;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
 * Written by the task's thread, read by any.
 */
public final class TaskMetrics implements DynamicMBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);
    private static final Map<ObjectName, TaskMetrics> REGISTERED = new ConcurrentHashMap<>();

    private final ObjectName name;
    private final Map<Metric, AtomicLong> values = new EnumMap<>(Metric.class); // all of them, from the beginning

    private TaskMetrics(ObjectName name) {
        this.name = name;
        for (Metric metric : Metric.values()) {
            values.put(metric, new AtomicLong());
        }
    }

    /** Metrics that can be seen until they are closed; those of an earlier task of the same name are seen no more. */
    public static TaskMetrics register(String connector, String task) {
        TaskMetrics metrics = new TaskMetrics(name(connector, task));
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

    /** {@code io.golconde.sink:type=task,connector="...",task=0}. */
    public static ObjectName name(String connector, String task) {
        try {
            return new ObjectName(
                    "io.golconde.sink:type=task,connector=" + ObjectName.quote(connector) + ",task=" + task);
        } catch (JMException e) {
            throw new IllegalArgumentException("no name of an MBean: " + connector + ' ' + task, e);
        }
    }

    public void add(Metric metric, long more) {
        value(metric).addAndGet(more);
    }

    public void set(Metric metric, long value) {
        value(metric).set(value);
    }

    /** Sets a metric to a value that is higher than all before. */
    public void raise(Metric highest, long value) {
        value(highest).accumulateAndGet(value, Math::max);
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
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.attribute().equals(attribute))
                .map(metric -> value(metric).get())
                .findFirst()
                .orElseThrow(() -> new AttributeNotFoundException(attribute));
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList found = new AttributeList();
        for (Metric metric : Metric.values()) {
            if (Arrays.asList(attributes).contains(metric.attribute())) {
                found.add(new Attribute(metric.attribute(), value(metric).get()));
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
        MBeanAttributeInfo[] attributes = Arrays.stream(Metric.values())
                .map(metric ->
                        new MBeanAttributeInfo(metric.attribute(), "long", metric.description(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                TaskMetrics.class.getName(), "What a task of Golconde's sink has done", attributes, null, null, null);
    }

    private AtomicLong value(Metric metric) {
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
