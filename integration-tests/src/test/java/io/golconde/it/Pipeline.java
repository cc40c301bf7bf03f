package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectRestException;
import io.golconde.testkit.ConnectorStatus;
import io.golconde.testkit.Kafka;
import io.golconde.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scenario's way of a change: a source database, its connectors and topics, a target database. All its own. */
public final class Pipeline implements AutoCloseable {
    /** Longer than any wait but where something is wrong: a worker on a busy machine takes a minute to come back. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Kafka kafka;
    private final ConnectRest rest;
    private final AppDatabase source;
    private final AppDatabase target;
    private final List<AutoCloseable> readers = new ArrayList<>();
    private final List<String> connectors = new ArrayList<>();

    /** Makes the databases. The name is also the topics' prefix. */
    public Pipeline(String name) {
        this(name, Cluster.shared().rest(), Cluster.shared().source());
    }

    /** The same, on another worker than the shared one. */
    public Pipeline(String name, ConnectRest rest) {
        this(name, rest, Cluster.shared().source());
    }

    /** The same, from another server than the shared one. */
    public Pipeline(String name, PostgresServer sourceServer) {
        this(name, Cluster.shared().rest(), sourceServer);
    }

    /** The same, on another worker and from another server. */
    public Pipeline(String name, ConnectRest rest, PostgresServer sourceServer) {
        this(name, Cluster.shared().broker(), rest, sourceServer);
    }

    /** The same, in another Kafka cluster. */
    public Pipeline(String name, Kafka kafka, ConnectRest rest) {
        this(name, kafka, rest, Cluster.shared().source());
    }

    private Pipeline(String name, Kafka kafka, ConnectRest rest, PostgresServer sourceServer) {
        this.name = name;
        this.kafka = kafka;
        this.rest = rest;
        this.source = AppDatabase.create(sourceServer, name);
        this.target = AppDatabase.create(Cluster.shared().target(), name);
    }

    private Pipeline(String name, Pipeline other) {
        this.name = name;
        this.kafka = other.kafka;
        this.rest = other.rest;
        this.source = other.target;
        this.target = other.source;
    }

    /** The way back, from this one's target to its source. */
    public Pipeline reversed(String otherName) {
        return new Pipeline(otherName, this);
    }

    public AppDatabase source() {
        return source;
    }

    public AppDatabase target() {
        return target;
    }

    public String sourceConnector() {
        return name + "-source";
    }

    public String sinkConnector() {
        return name + "-sink";
    }

    /** The settings of a source connector for schema public, exactly once. */
    public Map<String, String> sourceConfig() {
        return new HashMap<>(Map.of(
                "connector.class", "io.golconde.source.GolcondeSourceConnector",
                "tasks.max", "1",
                "connection.url", source.url(),
                "connection.user", "postgres",
                "topic.prefix", name,
                "table.include.list", "public\\..*",
                "producer.override.transaction.timeout.ms", "15000"));
    }

    /** The settings of a sink connector for all of this pipeline's topics, exactly once. */
    public Map<String, String> sinkConfig() {
        return new HashMap<>(Map.of(
                "connector.class", "io.golconde.sink.GolcondeSinkConnector",
                "tasks.max", "1",
                "topics.regex", name + "\\.public\\..*",
                "connection.url", target.url(),
                "connection.user", "postgres",
                "delivery.guarantee", "exactly_once",
                "consumer.override.isolation.level", "read_committed",
                "consumer.override.metadata.max.age.ms", "500"));
    }

    /** Starts the source connector, with settings over those of {@link #sourceConfig}, and waits until it captures. */
    public void capture(Map<String, String> settings) {
        registerSource(settings);
        rest.awaitRunning(sourceConnector(), PATIENCE);
        Await.until(
                "the queue to be drained",
                PATIENCE,
                () -> !source.column("SELECT queue FROM golconde.progress").isEmpty());
    }

    /** Starts the sink connector, with settings over those of {@link #sinkConfig}, and waits until it runs. */
    public void apply(Map<String, String> settings) {
        registerSink(settings);
        rest.awaitRunning(sinkConnector(), PATIENCE);
    }

    /** Starts the source connector, which may fail. */
    public void registerSource(Map<String, String> settings) {
        register(sourceConnector(), sourceConfig(), settings);
    }

    /** Starts the sink connector, which may fail. */
    public void registerSink(Map<String, String> settings) {
        register(sinkConnector(), sinkConfig(), settings);
    }

    /** Starts a connector of this scenario that is not ours, or one more, with all its settings, and waits until it runs. */
    public void start(String connector, Map<String, String> config) {
        connectors.add(connector);
        rest.put(connector, config);
        rest.awaitRunning(connector, PATIENCE);
    }

    private void register(String connector, Map<String, String> config, Map<String, String> settings) {
        config.putAll(settings);
        connectors.add(connector);
        rest.put(connector, config);
    }

    /** The trace of a connector that fails. */
    public String failure(String connector) {
        return Await.value(
                        "a failure",
                        PATIENCE,
                        () -> Optional.of(rest.status(connector)).filter(ConnectorStatus::hasFailed))
                .traces();
    }

    /** Deletes a connector before the scenario's end. */
    public void delete(String connector) {
        rest.delete(connector);
        connectors.remove(connector);
    }

    /** Follows the topic of a table in schema public. */
    public TopicReader topic(String table) {
        return read(name + ".public." + table);
    }

    public TopicReader read(String topic) {
        TopicReader reader = new TopicReader(kafka, topic);
        readers.add(reader);
        return reader;
    }

    /** Waits until a table of the target is the same as the source's, and shows what is not. */
    public void awaitSame(String table) throws SQLException {
        try {
            Await.until("equal tables", PATIENCE, () -> target.rows(table).equals(source.rows(table)));
        } catch (IllegalStateException e) {
            assertThat(target.rows(table)).as(table).isEqualTo(source.rows(table));
        }
    }

    /** Waits until the target answers a query so. */
    public void awaitTarget(String query, String... expected) {
        Await.equal(query, PATIENCE, List.of(expected), () -> target.column(query));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable reader : readers) {
            reader.close();
        }
        for (String connector : connectors) {
            try {
                rest.delete(connector);
            } catch (ConnectRestException e) {
                if (e.status() != 404) {
                    throw e;
                }
            }
        }
    }
}
