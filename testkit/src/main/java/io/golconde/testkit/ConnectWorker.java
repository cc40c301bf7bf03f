package io.golconde.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A distributed Connect worker, ready for exactly-once sources, on a free port of 127.0.0.1. */
public final class ConnectWorker implements AutoCloseable {
    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaJvm jvm;
    private final ConnectRest rest;
    private ChildProcess process;

    private ConnectWorker(KafkaJvm jvm, ConnectRest rest) {
        this.jvm = jvm;
        this.rest = rest;
        this.process = jvm.run(MAIN);
    }

    /** A new worker that is ready. */
    public static ConnectWorker start(Path folder, Kafka kafka, List<Path> plugins) {
        ConnectWorker worker = launch(folder, kafka, plugins, Map.of());
        worker.awaitReady();
        return worker;
    }

    /**
     * A new worker that may still be starting, as its broker may.
     *
     * @param plugins folders that hold one folder per plugin
     * @param settings lines of the worker's properties, over those that are needed to run
     */
    public static ConnectWorker launch(Path folder, Kafka kafka, List<Path> plugins, Map<String, String> settings) {
        KafkaJvm jvm = new KafkaJvm("connect", folder.toAbsolutePath());
        URI url = URI.create("http://127.0.0.1:" + FreePort.choose());
        Map<String, String> all = defaults(url, kafka, plugins);
        all.putAll(settings);
        jvm.configure(all);
        return new ConnectWorker(jvm, new ConnectRest(url));
    }

    public void awaitReady() {
        process.awaitReady(PATIENCE, rest::isReady);
    }

    public ConnectRest rest() {
        return rest;
    }

    /** Ends at once, like {@code kill -9}. */
    public void kill() {
        process.end("KILL");
    }

    /** Stops in good order: tasks commit, the group is left. */
    public void stop() {
        process.end("TERM");
    }

    /** Starts an ended worker again: same port, same group. */
    public void startAgain() {
        process = jvm.run(MAIN);
        awaitReady();
    }

    /** Ends at once: the broker it would talk to goes too. */
    @Override
    public void close() {
        kill();
    }

    private static Map<String, String> defaults(URI url, Kafka kafka, List<Path> plugins) {
        String pluginPath =
                plugins.stream().map(path -> path.toAbsolutePath().toString()).collect(Collectors.joining(","));
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("listeners", url.toString());
        settings.put("group.id", "golconde");
        settings.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("plugin.path", pluginPath);
        settings.put("plugin.discovery", "service_load");
        settings.put("exactly.once.source.support", "enabled");
        settings.put("connector.client.config.override.policy", "All");
        settings.put("config.providers", "file");
        settings.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        settings.put("offset.flush.interval.ms", "5000");
        settings.putAll(storage());
        settings.putAll(quickReturn());
        return settings;
    }

    /** With as many copies as the brokers say. */
    private static Map<String, String> storage() {
        return Map.of(
                "config.storage.topic", "connect-configs",
                "config.storage.replication.factor", "-1",
                "offset.storage.topic", "connect-offsets",
                "offset.storage.replication.factor", "-1",
                "offset.storage.partitions", "4",
                "status.storage.topic", "connect-status",
                "status.storage.replication.factor", "-1",
                "status.storage.partitions", "2");
    }

    /** After a kill, the groups give up on the dead members within seconds, and not within a minute. */
    private static Map<String, String> quickReturn() {
        return Map.of(
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "2000",
                "scheduled.rebalance.max.delay.ms", "0",
                "consumer.session.timeout.ms", "6000",
                "consumer.heartbeat.interval.ms", "2000");
    }
}
