package io.golconde.benchmarks;

import io.golconde.testkit.SchemaRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Confluent's Avro converter and a schema registry: what connectors use in place of JSON with schemas. */
record Avro(SchemaRegistry registry) implements AutoCloseable {
    /** For the worker: Confluent's jars have no manifest of their plugins. */
    static final Map<String, String> SCANNING = Map.of("plugin.discovery", "hybrid_warn");

    /**
     * Starts the registry.
     *
     * @param unpacked what the build leaves of both with the profile {@code registry}
     */
    static Avro start(Path unpacked, Path folder) {
        return new Avro(SchemaRegistry.start(unpacked.resolve("server"), folder));
    }

    static Path plugins(Path unpacked) {
        return unpacked.resolve("converters");
    }

    /** For a connector. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (String converter : new String[] {"key.converter", "value.converter"}) {
            settings.put(converter, "io.confluent.connect.avro.AvroConverter");
            settings.put(converter + ".schema.registry.url", registry.url().toString());
        }
        return settings;
    }

    @Override
    public void close() {
        registry.close();
    }
}
