package io.golconde.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A Kafka broker that is its own controller, on a free port of 127.0.0.1. One broker is enough for exactly-once: its
 * internal topics have one replica. Data and log lie in one folder, which stays when it closes.
 */
public final class KafkaBroker implements Kafka, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STARTED = "Kafka Server started";

    private final KafkaJvm jvm;
    private final KafkaNode node;
    private ChildProcess process;

    private KafkaBroker(KafkaJvm jvm, KafkaNode node) {
        this.jvm = jvm;
        this.node = node;
        this.process = jvm.run("kafka.Kafka");
    }

    /** A new broker that is ready. */
    public static KafkaBroker start(Path folder) {
        KafkaBroker broker = launch(folder, Map.of());
        broker.awaitReady();
        return broker;
    }

    /**
     * A new broker that may still be starting, so that other servers can start meanwhile.
     *
     * @param settings lines of server.properties, over those that are needed to run
     */
    public static KafkaBroker launch(Path folder, Map<String, String> settings) {
        KafkaNode.Cluster alone = KafkaNode.Cluster.of(1);
        return launch(folder, alone, alone.nodes().get(0), settings);
    }

    static KafkaBroker launch(Path folder, KafkaNode.Cluster cluster, KafkaNode node, Map<String, String> settings) {
        KafkaJvm jvm = new KafkaJvm("broker", folder.toAbsolutePath());
        Map<String, String> all = defaults(cluster, node, jvm.folder().resolve("data"));
        all.putAll(settings);
        jvm.configure(all);
        format(jvm, cluster.id());
        return new KafkaBroker(jvm, node);
    }

    public void awaitReady() {
        process.awaitReady(PATIENCE, () -> process.hasLogged(STARTED));
    }

    @Override
    public String bootstrapServers() {
        return node.address();
    }

    /** Ends at once, like {@code kill -9}. */
    public void kill() {
        process.end("KILL");
    }

    /** Starts an ended broker again: same port, same data. */
    public void startAgain() {
        process = jvm.run("kafka.Kafka");
        awaitReady();
    }

    /** Ends at once: nobody reads the data afterwards. */
    @Override
    public void close() {
        kill();
    }

    private static void format(KafkaJvm jvm, String clusterId) {
        jvm.run("kafka.tools.StorageTool", "format", "--cluster-id=" + clusterId, "--config")
                .awaitSuccess();
    }

    private static Map<String, String> defaults(KafkaNode.Cluster cluster, KafkaNode node, Path data) {
        String copies = Integer.toString(cluster.nodes().size());
        String majority = Integer.toString(cluster.majority());
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node.id()));
        settings.put("controller.quorum.voters", cluster.voters());
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", node.listeners());
        settings.put("advertised.listeners", node.listeners());
        settings.put("log.dirs", data.toString());
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", majority);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", majority);
        settings.put("share.coordinator.state.topic.replication.factor", copies);
        settings.put("share.coordinator.state.topic.min.isr", majority);
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }
}
