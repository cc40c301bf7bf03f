package io.golconde.it;

import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.Folders;
import io.golconde.testkit.Kafka;
import io.golconde.testkit.KafkaBroker;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A broker, a worker with the packaged plugins, a source and a target server. All test classes of this JVM share them;
 * their data and logs stay in {@code target/it} until the next run.
 */
public record Cluster(KafkaBroker broker, ConnectWorker worker, PostgresServer source, PostgresServer target) {
    private static final Path FOLDER = Path.of("target", "it");
    private static final Path PLUGINS = Folders.repository().resolve("target/plugins");

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "full_page_writes", "on");

    /** A worker gives up when its broker is not there yet, and both start at the same time, on a machine that may be busy. */
    private static final Map<String, String> PATIENT = Map.of("default.api.timeout.ms", "180000");

    static {
        if (Files.exists(FOLDER)) {
            Folders.delete(FOLDER);
        }
    }

    public static Cluster shared() {
        return Shared.CLUSTER;
    }

    public ConnectRest rest() {
        return worker.rest();
    }

    private static Cluster start() {
        if (!Files.isDirectory(PLUGINS)) {
            throw new IllegalStateException("no plugins in " + PLUGINS + ": build with ./mvnw verify");
        }
        CompletableFuture<PostgresServer> source =
                CompletableFuture.supplyAsync(() -> startPostgres("source", Map.of()));
        CompletableFuture<PostgresServer> target =
                CompletableFuture.supplyAsync(() -> startPostgres("target", Map.of()));
        KafkaBroker broker = KafkaBroker.launch(FOLDER.resolve("broker"), Map.of());
        ConnectWorker worker = ConnectWorker.launch(FOLDER.resolve("connect"), broker, List.of(PLUGINS), PATIENT);
        worker.awaitReady();
        return new Cluster(broker, worker, source.join(), target.join());
    }

    /** Where a server of that name has its data and its log. */
    public static Path folder(String name) {
        return FOLDER.resolve(name);
    }

    /** A PostgreSQL that survives crashes, with settings of its own. The caller closes it. */
    public static PostgresServer startPostgres(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(DURABLE);
        all.putAll(settings);
        return PostgresServer.start(FOLDER.resolve(name), all);
    }

    /** Another worker, of a group that is called like it, for what can only be said to a worker. The caller closes it. */
    public ConnectWorker startWorker(String name, Map<String, String> settings) {
        return startWorker(name, List.of(PLUGINS), settings);
    }

    /** Another worker that has the plugins of another folder, too. The caller closes it. */
    public ConnectWorker startWorker(String name, Path plugins, Map<String, String> settings) {
        return startWorker(name, List.of(PLUGINS, plugins), settings);
    }

    /** A worker with the packaged plugins in another Kafka cluster. The caller closes it. */
    public static ConnectWorker startWorker(String name, Kafka kafka, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(PATIENT);
        all.putAll(settings);
        ConnectWorker worker = ConnectWorker.launch(FOLDER.resolve(name), kafka, List.of(PLUGINS), all);
        worker.awaitReady();
        return worker;
    }

    private ConnectWorker startWorker(String name, List<Path> plugins, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("group.id", name);
        for (String topic : List.of("config", "offset", "status")) {
            all.put(topic + ".storage.topic", name + '-' + topic);
        }
        ConnectWorker other = ConnectWorker.launch(FOLDER.resolve(name), broker, plugins, all);
        other.awaitReady();
        return other;
    }

    /** Goes with the JVM: the servers are processes that never outlive it. */
    private static final class Shared {
        static final Cluster CLUSTER = start();
    }
}
