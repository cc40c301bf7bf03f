package io.golconde.it.converters;

import io.golconde.it.Cluster;
import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.SchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A schema registry, and a worker that has the converters which need one. For all tests of this JVM. */
record RegistryLab(ConnectWorker worker, SchemaRegistry registry) {
    static final String KEY_STRATEGY = "key.converter.key.subject.name.strategy";

    private static final Path FOLDER = Path.of("target", "registry");

    static RegistryLab shared() {
        return Shared.LAB;
    }

    /** Keys and values in Avro, by Confluent's converter. */
    Map<String, String> avro() {
        Map<String, String> settings = registry.avro();
        // the key of a truncate has a schema of its own
        settings.put(KEY_STRATEGY, "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        return settings;
    }

    private static RegistryLab start() {
        Path converters = FOLDER.resolve("converters");
        if (!Files.isDirectory(converters)) {
            throw new IllegalStateException("no converters in " + converters + ": build with -Pregistry");
        }
        SchemaRegistry registry = SchemaRegistry.start(FOLDER.resolve("server"), Cluster.folder("registry"));
        registry.setCompatibility("BACKWARD"); // as Confluent's registry begins
        return new RegistryLab(Cluster.shared().startWorker("registry", converters, SchemaRegistry.SCANNING), registry);
    }

    private static final class Shared {
        static final RegistryLab LAB = start();
    }
}
