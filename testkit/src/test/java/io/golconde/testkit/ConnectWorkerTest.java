package io.golconde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static ConnectWorker worker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.launch(folder.resolve("kafka"), Map.of());
        worker = ConnectWorker.launch(folder.resolve("connect"), broker, List.of(folder), Map.of());
        broker.awaitReady();
        worker.awaitReady();
    }

    @AfterAll
    static void close() {
        worker.close();
        broker.close();
    }

    @Test
    void runsAConnectorAgainAfterBothServersWereKilled() {
        worker.rest().put("lines", lines());
        worker.rest().awaitRunning("lines", PATIENCE);

        worker.kill();
        broker.kill();
        assertThat(worker.rest().isReady()).isFalse();
        broker.startAgain();
        worker.startAgain();

        worker.rest().awaitRunning("lines", PATIENCE);
        worker.rest().delete("lines");
    }

    @Test
    void stopsAndResumesAConnector() {
        worker.rest().put("paused", lines());
        worker.rest().awaitRunning("paused", PATIENCE);

        worker.rest().stop("paused");
        Await.until(
                "the stop",
                PATIENCE,
                () -> worker.rest().status("paused").state().equals("STOPPED"));
        worker.rest().resetOffsets("paused");
        assertThat(worker.rest().offsets("paused").path("offsets")).isEmpty();
        worker.rest().resume("paused");

        worker.rest().awaitRunning("paused", PATIENCE);
        worker.rest().delete("paused");
    }

    @Test
    void passesOnWhyConnectRefusedARequest() {
        assertThatThrownBy(() -> worker.rest().put("wrong", Map.of("connector.class", "Nowhere")))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("Nowhere");
    }

    private static Map<String, String> lines() {
        return Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "file", folder.resolve("connect/connect.log").toString(),
                "topic", "lines");
    }
}
