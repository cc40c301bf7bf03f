package io.golconde.benchmarks;

import io.golconde.cli.demo.ConnectorFile;
import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A source and a sink connector, with connectors, topics and the like named after the databases. */
final class ConnectPipeline implements Pipeline {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ConnectRest rest;
    private final String source;
    private final String sink;

    private ConnectPipeline(ConnectRest rest, String name) {
        this.rest = rest;
        this.source = name + "-source";
        this.sink = name + "-sink";
    }

    /**
     * Registers both connectors.
     *
     * @param source file with the configuration of the source connector
     * @param sink file with the configuration of the sink connector
     */
    static ConnectPipeline start(Databases databases, Path source, Path sink) throws IOException {
        ConnectPipeline pipeline = new ConnectPipeline(databases.lab().worker().rest(), databases.name());
        Path secrets = Files.createDirectories(
                databases.lab().folder().resolve("secrets").resolve(databases.name()));
        writeAddress(secrets.resolve("app.properties"), databases.lab().source(), databases.name());
        writeAddress(secrets.resolve("mirror.properties"), databases.lab().target(), databases.name());
        pipeline.register(pipeline.source, named(ConnectorFile.read(source).withSecretsIn(secrets), databases.name()));
        pipeline.register(pipeline.sink, named(ConnectorFile.read(sink).withSecretsIn(secrets), databases.name()));
        return pipeline;
    }

    private void register(String connector, Map<String, String> config) {
        rest.put(connector, config);
        rest.awaitRunning(connector, PATIENCE);
    }

    private static void writeAddress(Path file, PostgresServer server, String database) throws IOException {
        Files.writeString(
                file, """
                url=%s
                port=%d
                database=%s
                user=%s
                password=none
                """.formatted(server.jdbcUrl(database), server.port(), database, PostgresServer.SUPERUSER));
    }

    private static Map<String, String> named(ConnectorFile connector, String name) {
        Map<String, String> config = new TreeMap<>(connector.config());
        config.replace("topic.prefix", name);
        config.replace("topics.regex", name + "\\.public\\..*");
        return config;
    }

    @Override
    public void pause() {
        rest.stop(source);
        Await.until(
                source + " to stop",
                PATIENCE,
                () -> rest.status(source).state().equals("STOPPED")
                        && rest.status(source).tasks().isEmpty());
    }

    @Override
    public void resume() {
        rest.resume(source);
    }

    @Override
    public void close() {
        rest.delete(source);
        rest.delete(sink);
    }
}
