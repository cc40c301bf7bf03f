package io.golconde.source.record;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A converter that asks a schema registry, as the connector's settings describe it: a second one beside the worker's own. It
 * is another plugin, whose classes find each other only by its own class loader.
 *
 * @param setting {@code key.converter} or {@code value.converter}
 */
record RegistryConverter(String setting, Converter converter) {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryConverter.class);
    private static final String REGISTRY = "registry.url"; // schema.registry.url, apicurio.registry.url

    /** The converter, null where the connector names none, or none that asks a registry. */
    static @Nullable RegistryConverter of(String setting, boolean isKey, Map<String, Object> connector) {
        Map<String, Object> settings = new TreeMap<>();
        connector.forEach((name, value) -> {
            if (name.startsWith(setting + '.')) {
                settings.put(name.substring(setting.length() + 1), value);
            }
        });
        Object type = connector.get(setting);
        if (type == null || settings.keySet().stream().noneMatch(name -> name.endsWith(REGISTRY))) {
            return null;
        }
        RegistryConverter made = new RegistryConverter(setting, instance(setting, type.toString()));
        made.within(() -> made.converter.configure(settings, isKey));
        return made;
    }

    /** Writes what nobody reads, and has the registry know its schema as the worker's converter will. */
    void write(String topic, SchemaAndValue data) {
        within(() -> converter.fromConnectData(topic, new RecordHeaders(), data.schema(), data.value()));
    }

    /** Converters can be closed since Kafka 4; those that hold a connection could be before. */
    void close() {
        if (converter instanceof AutoCloseable closeable) {
            within(() -> close(closeable));
        }
    }

    private void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("{} cannot be closed", setting, e);
        }
    }

    private void within(Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(converter.getClass().getClassLoader());
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Converter instance(String setting, String type) {
        try {
            ClassLoader plugins = Thread.currentThread().getContextClassLoader();
            return Class.forName(type, true, plugins)
                    .asSubclass(Converter.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigException(setting, type, "cannot be made: " + e);
        }
    }
}
