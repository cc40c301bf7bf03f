package io.golconde.benchmarks;

import io.golconde.cli.demo.ConnectorFile;
import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.Folders;
import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A connector as its file describes it, between its registration and its end, on the lab's worker. */
record RunningConnector(ConnectRest rest, String name) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Registers it and waits until it runs.
     *
     * @param file its configuration, below the project's folder
     * @param settings those to be replaced
     */
    static RunningConnector start(Databases databases, String name, String file, Map<String, String> settings)
            throws IOException {
        Map<String, String> config = ConnectorFile.read(Folders.repository().resolve(file))
                .withSecretsIn(addresses(databases))
                .config();
        config.putAll(databases.lab().converters());
        config.putAll(settings);
        RunningConnector connector =
                new RunningConnector(databases.lab().worker().rest(), name);
        connector.rest.put(name, config);
        connector.rest.awaitRunning(name, PATIENCE);
        return connector;
    }

    private static Path addresses(Databases databases) throws IOException {
        Path folder = Files.createDirectories(
                databases.lab().folder().resolve("secrets").resolve(databases.name()));
        write(folder.resolve("app.properties"), databases.lab().source(), databases.name());
        write(folder.resolve("mirror.properties"), databases.lab().target(), databases.name());
        return folder;
    }

    private static void write(Path file, PostgresServer server, String database) throws IOException {
        Files.writeString(
                file, """
                url=%s
                port=%d
                database=%s
                user=%s
                password=none
                """.formatted(server.jdbcUrl(database), server.port(), database, PostgresServer.SUPERUSER));
    }

    void stop() {
        rest.stop(name);
        Await.until(
                name + " to stop",
                PATIENCE,
                () -> rest.status(name).state().equals("STOPPED")
                        && rest.status(name).tasks().isEmpty());
    }

    void resume() {
        rest.resume(name);
    }

    @Override
    public void close() {
        rest.delete(name);
    }
}
