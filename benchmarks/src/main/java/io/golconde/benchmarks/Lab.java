package io.golconde.benchmarks;

import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.Folders;
import io.golconde.testkit.KafkaBroker;
import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers on which all contenders are measured, one after the other. What is committed is on disk. */
record Lab(
        Path folder,
        PostgresServer source,
        PostgresServer target,
        KafkaBroker broker,
        ConnectWorker worker,
        @Nullable SchemaRegistry registry)
        implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "wal_level", "logical",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB");

    /**
     * Starts all of them.
     *
     * @param avro folder of an unpacked registry and of Confluent's converters; null: connectors use JSON with schemas
     */
    static Lab start(Path folder, @Nullable Path avro) {
        KafkaBroker broker = KafkaBroker.launch(folder.resolve("broker"), Map.of());
        Map<String, String> scanning = avro == null ? Map.of() : SchemaRegistry.SCANNING;
        ConnectWorker worker = ConnectWorker.launch(folder.resolve("connect"), broker, plugins(avro), scanning);
        PostgresServer source = PostgresServer.start(folder.resolve("source"), SETTINGS);
        PostgresServer target = PostgresServer.start(folder.resolve("target"), SETTINGS);
        SchemaRegistry registry =
                avro == null ? null : SchemaRegistry.start(avro.resolve("server"), folder.resolve("registry"));
        broker.awaitReady();
        worker.awaitReady();
        return new Lab(folder, source, target, broker, worker, registry);
    }

    private static List<Path> plugins(@Nullable Path avro) {
        List<Path> plugins = new ArrayList<>();
        plugins.add(Folders.repository().resolve("target/plugins"));
        plugins.add(Folders.repository().resolve("benchmarks/target/debezium"));
        if (avro != null) {
            plugins.add(avro.resolve("converters"));
        }
        return plugins;
    }

    /** Settings that a connector's file does not have. */
    Map<String, String> converters() {
        return registry == null ? Map.of() : registry.avro();
    }

    @Override
    public void close() {
        worker.close();
        if (registry != null) {
            registry.close();
        }
        broker.close();
        target.close();
        source.close();
    }
}
