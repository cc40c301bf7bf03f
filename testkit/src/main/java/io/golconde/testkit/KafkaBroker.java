package io.golconde.testkit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A Kafka broker that is its own controller, on a free port of 127.0.0.1. One broker is enough for exactly-once: its
 * internal topics have one replica. Data and log lie in one folder, which stays when it closes.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STARTED = "Kafka Server started";

    private final KafkaJvm jvm;
    private final int port;
    private ChildProcess process;

    private KafkaBroker(KafkaJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
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
        int port = FreePort.choose();
        KafkaJvm jvm = new KafkaJvm("broker", folder.toAbsolutePath());
        Map<String, String> all = defaults(port, FreePort.choose(), jvm.folder().resolve("data"));
        all.putAll(settings);
        jvm.configure(all);
        format(jvm);
        return new KafkaBroker(jvm, port);
    }

    public void awaitReady() {
        process.awaitReady(PATIENCE, () -> process.hasLogged(STARTED));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
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

    private static void format(KafkaJvm jvm) {
        jvm.run("kafka.tools.StorageTool", "format", "--standalone", "--cluster-id=" + clusterId(), "--config")
                .awaitSuccess();
    }

    /** Kafka writes a UUID as 22 characters of URL-safe Base64, which may begin with a dash. */
    private static String clusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> defaults(int port, int controllerPort, Path data) {
        String listeners = "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort;
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", listeners);
        settings.put("advertised.listeners", listeners);
        settings.put("log.dirs", data.toString());
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }
}
