package io.golconde.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three brokers with three copies of everything: while one is away, the others go on with all that is committed. */
public final class KafkaBrokers implements Kafka, AutoCloseable {
    private final List<KafkaBroker> brokers;

    private KafkaBrokers(List<KafkaBroker> brokers) {
        this.brokers = brokers;
    }

    /** New brokers that are ready; each has a folder below this one. */
    public static KafkaBrokers start(Path folder) {
        KafkaNode.Cluster cluster = KafkaNode.Cluster.of(3);
        KafkaBrokers started = new KafkaBrokers(cluster.nodes().stream()
                .map(node -> KafkaBroker.launch(folder.resolve("broker-" + node.id()), cluster, node, Map.of()))
                .toList());
        started.brokers.forEach(KafkaBroker::awaitReady);
        return started;
    }

    public List<KafkaBroker> all() {
        return brokers;
    }

    @Override
    public String bootstrapServers() {
        return brokers.stream().map(KafkaBroker::bootstrapServers).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        brokers.forEach(KafkaBroker::close);
    }
}
