package io.golconde.benchmarks;

import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.Folders;
import io.golconde.testkit.KafkaBroker;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The servers on which all contenders are measured, one after the other. What is committed is on disk. */
record Lab(Path folder, PostgresServer source, PostgresServer target, KafkaBroker broker, ConnectWorker worker)
        implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "wal_level", "logical",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB");

    static Lab start(Path folder) {
        KafkaBroker broker = KafkaBroker.launch(folder.resolve("broker"), Map.of());
        ConnectWorker worker = ConnectWorker.launch(folder.resolve("connect"), broker, plugins(), Map.of());
        PostgresServer source = PostgresServer.start(folder.resolve("source"), SETTINGS);
        PostgresServer target = PostgresServer.start(folder.resolve("target"), SETTINGS);
        broker.awaitReady();
        worker.awaitReady();
        return new Lab(folder, source, target, broker, worker);
    }

    private static List<Path> plugins() {
        return List.of(
                Folders.repository().resolve("target/plugins"),
                Folders.repository().resolve("benchmarks/target/debezium"));
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
        target.close();
        source.close();
    }
}
