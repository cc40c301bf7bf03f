package io.golconde.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Connect's REST interface. What it refuses becomes a {@link ConnectRestException} with its answer. */
public final class ConnectRest {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    public ConnectRest(URI url) {
        this.url = url;
    }

    public URI url() {
        return url;
    }

    /** True once the worker has joined its group and answers; never throws. */
    public boolean isReady() {
        try {
            return send("GET", "/connectors", BodyPublishers.noBody()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The Kafka that the worker is of. */
    public String version() {
        return get("/").path("version").asText();
    }

    /** The class names of all plugins that the worker has found. */
    public List<String> plugins() {
        List<String> classes = new ArrayList<>();
        get("/connector-plugins?connectorsOnly=false")
                .forEach(plugin -> classes.add(plugin.path("class").asText()));
        return classes;
    }

    /** Creates the connector, or changes it. */
    public void put(String connector, Map<String, String> config) {
        request("PUT", path(connector, "/config"), body(config));
    }

    /** Connect's answer to a config that is not used yet: one entry a setting, each with its errors. */
    public JsonNode validate(String connectorClass, Map<String, String> config) {
        return request("PUT", "/connector-plugins/" + connectorClass + "/config/validate", body(config));
    }

    /** The settings of a connector as they were put, none where there is no such connector. */
    public Optional<Map<String, String>> config(String connector) {
        try {
            Map<String, String> config = new TreeMap<>();
            get(path(connector, "/config"))
                    .properties()
                    .forEach(setting ->
                            config.put(setting.getKey(), setting.getValue().asText()));
            return Optional.of(config);
        } catch (ConnectRestException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public ConnectorStatus status(String connector) {
        return ConnectorStatus.of(get(path(connector, "/status")));
    }

    /** Returns once the connector and its tasks run, and fails with the trace as soon as one of them has failed. */
    public void awaitRunning(String connector, Duration patience) {
        ConnectorStatus status = Await.value(
                connector + " to run",
                patience,
                () -> Optional.of(status(connector)).filter(now -> now.isRunning() || now.hasFailed()));
        if (status.hasFailed()) {
            throw new IllegalStateException(connector + " failed: " + status.traces());
        }
    }

    public JsonNode offsets(String connector) {
        return get(path(connector, "/offsets"));
    }

    /** Changes the offsets of a stopped connector; the body is what {@link #offsets} returns. */
    public JsonNode alterOffsets(String connector, JsonNode offsets) {
        return request("PATCH", path(connector, "/offsets"), body(offsets));
    }

    /** Forgets the offsets of a stopped connector. */
    public JsonNode resetOffsets(String connector) {
        return request("DELETE", path(connector, "/offsets"), BodyPublishers.noBody());
    }

    public void pause(String connector) {
        request("PUT", path(connector, "/pause"), BodyPublishers.noBody());
    }

    public void resume(String connector) {
        request("PUT", path(connector, "/resume"), BodyPublishers.noBody());
    }

    public void stop(String connector) {
        request("PUT", path(connector, "/stop"), BodyPublishers.noBody());
    }

    /** Restarts the connector and its tasks. */
    public void restart(String connector) {
        request("POST", path(connector, "/restart?includeTasks=true"), BodyPublishers.noBody());
    }

    public void delete(String connector) {
        request("DELETE", path(connector, ""), BodyPublishers.noBody());
    }

    private static String path(String connector, String rest) {
        return "/connectors/" + connector + rest;
    }

    private JsonNode get(String path) {
        return request("GET", path, BodyPublishers.noBody());
    }

    /** A worker whose group is settling answers "conflict" and wants to be asked again. */
    private JsonNode request(String method, String path, BodyPublisher body) {
        HttpResponse<String> response = Await.value(
                "Connect to settle",
                PATIENCE,
                () -> Optional.of(send(method, path, body)).filter(answer -> answer.statusCode() != CONFLICT));
        if (response.statusCode() >= 300) {
            throw new ConnectRestException(method + ' ' + path, response.statusCode(), response.body());
        }
        return parse(response.body());
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, body)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Connect answers", e);
        }
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BodyPublisher body(Object value) {
        try {
            return BodyPublishers.ofString(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
