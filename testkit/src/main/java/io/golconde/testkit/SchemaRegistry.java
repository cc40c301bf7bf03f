package io.golconde.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An Apicurio Registry, which speaks the API of Confluent's schema registry, on a free port of 127.0.0.1. It keeps its
 * schemas in memory; its log lies in a folder, which stays when it closes.
 */
public final class SchemaRegistry implements AutoCloseable {
    /** For a worker that has Confluent's converters: their jars have no manifest of their plugins. */
    public static final Map<String, String> SCANNING = Map.of("plugin.discovery", "hybrid_warn");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final int OK = 200;

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ChildProcess process;

    private SchemaRegistry(int port, ChildProcess process) {
        this.url = URI.create("http://127.0.0.1:" + port + CONFLUENT_API);
        this.process = process;
    }

    /**
     * A new registry that is ready.
     *
     * @param server the unpacked distribution
     */
    public static SchemaRegistry start(Path server, Path folder) {
        int port = FreePort.choose();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + FreePort.choose(),
                "-jar",
                program(server).toString());
        SchemaRegistry registry =
                new SchemaRegistry(port, ChildProcess.start("registry", "KILL", command, log(folder)));
        registry.process.awaitReady(PATIENCE, () -> registry.subjects().statusCode() == OK);
        return registry;
    }

    /** What converters and clients are given as {@code schema.registry.url}. */
    public URI url() {
        return url;
    }

    /** For a connector: keys and values in Avro, by Confluent's converter. */
    public Map<String, String> avro() {
        Map<String, String> settings = new HashMap<>();
        for (String converter : List.of("key.converter", "value.converter")) {
            settings.put(converter, "io.confluent.connect.avro.AvroConverter");
            settings.put(converter + ".schema.registry.url", url.toString());
        }
        return settings;
    }

    /** The names of all subjects, as JSON. */
    public String names() {
        return subjects().body();
    }

    /** Sets what new versions of a subject's schema have to be: NONE, BACKWARD, FULL and so on. */
    public void setCompatibility(String subject, String level) {
        setLevel("/config/" + subject, level);
    }

    /** The same for all subjects that have no level of their own. */
    public void setCompatibility(String level) {
        setLevel("/config", level);
    }

    @Override
    public void close() {
        process.end("KILL");
    }

    private void setLevel(String path, String level) {
        String body = "{\"compatibility\": \"" + level + "\"}";
        HttpResponse<String> answer = send(request(path).PUT(BodyPublishers.ofString(body)));
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("the registry refuses " + body + ": " + answer.body());
        }
    }

    private HttpResponse<String> subjects() {
        return send(request("/subjects"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the registry answers", e);
        }
    }

    private static Path program(Path server) {
        try (Stream<Path> files = Files.list(server)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException("no registry in " + server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path folder) {
        try {
            return Files.createDirectories(folder).resolve("registry.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
