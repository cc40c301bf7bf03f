package io.golconde.it.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.golconde.it.AppDatabase;
import io.golconde.it.Pipeline;
import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.Folders;
import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of config-examples as a reader would use it: each {@code NAME.sql} makes a database, each {@code NAME.json} is
 * put as it is, but for the folder of the secrets.
 */
public final class Example implements AutoCloseable {
    private static final String SECRETS = "/etc/golconde/";
    private static final String SOURCE = "-source";

    private final Map<String, AppDatabase> databases = new TreeMap<>();
    private final Map<String, Map<String, String>> connectors = new TreeMap<>();
    private final ConnectRest rest;

    private Example(ConnectRest rest) {
        this.rest = rest;
    }

    /** Makes the databases and runs the connectors. Secrets other than addresses and roles are in that folder already. */
    public static Example run(String name, ConnectRest rest, PostgresServer server, Path secrets)
            throws IOException, SQLException {
        Example example = new Example(rest);
        Path folder = Folders.repository().resolve("config-examples").resolve(name);
        for (Path file : files(folder, ".sql")) {
            example.create(server, file, secrets);
        }
        for (Path file : files(folder, ".json")) {
            String text = Files.readString(file).replace(SECRETS, secrets.toAbsolutePath() + "/");
            example.connectors.put(name(file), new ObjectMapper().readValue(text, new TypeReference<>() {}));
        }
        example.start();
        return example;
    }

    public AppDatabase database(String name) {
        return databases.get(name);
    }

    /** Waits until a database answers a query with these rows, in any order. */
    public void await(String database, String query, String... rows) {
        List<String> expected = Arrays.stream(rows).sorted().toList();
        Await.equal(query, Pipeline.PATIENCE, expected, () -> rows(database, query));
    }

    private List<String> rows(String database, String query) throws SQLException {
        return database(database).column("SELECT q::text FROM (" + query + ") q").stream()
                .sorted()
                .toList();
    }

    private void create(PostgresServer server, Path file, Path secrets) throws IOException, SQLException {
        AppDatabase database = AppDatabase.create(server, name(file));
        database.execute(Files.readString(file));
        databases.put(database.name(), database);
        Files.writeString(secrets.resolve(database.name() + ".properties"), """
                url=%1$s
                address=127.0.0.1:%2$d
                host=127.0.0.1
                port=%2$d
                user=%3$s
                password=none
                """.formatted(
                        database.url(), server.port(), PostgresServer.SUPERUSER));
    }

    private void start() {
        connectors.forEach(rest::put);
        for (String connector : connectors.keySet()) {
            if (isOf("org.apache.kafka.connect.mirror.", connector)) {
                continue; // it has tasks once the other data centre has topics
            }
            rest.awaitRunning(connector, Pipeline.PATIENCE);
            if (connector.endsWith(SOURCE) && isOf("io.golconde.", connector)) {
                awaitCapture(databases.get(connector.replace(SOURCE, "")));
            }
        }
    }

    private boolean isOf(String makers, String connector) {
        return connectors.get(connector).get("connector.class").startsWith(makers);
    }

    private static void awaitCapture(AppDatabase database) {
        Await.until(
                "the queue of " + database.name(),
                Pipeline.PATIENCE,
                () -> !database.column("SELECT queue FROM golconde.progress").isEmpty());
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[a-z]*$", "");
    }

    @Override
    public void close() {
        connectors.keySet().forEach(rest::delete);
    }
}
