package io.golconde.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo registers the files that lie in config-examples itself, and compares what each of them makes of the rows. */
class DemoTest {
    private static final Path REPOSITORY = Folders.repository();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path above;

    private Path folder;
    private Path output;
    private Process demo;

    @BeforeEach
    void start() throws IOException {
        folder = above.resolve("demo");
        output = above.resolve("output");
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dgolconde.root=" + REPOSITORY,
                        "-jar",
                        jar().toString(),
                        "demo",
                        "--duration=6s",
                        "--rate=50",
                        "--dir=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @AfterEach
    void end() {
        demo.destroyForcibly();
    }

    @Test
    void everyExampleBringsItsDestinationToTheSourcesState() throws Exception {
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(output).content().contains("PASS").doesNotContain("differ");
        assertThat(demo.exitValue()).isZero();
        assertThat(namesIn(folder.resolve("connectors"))).isEqualTo(namesIn(REPOSITORY.resolve("config-examples")));
    }

    @Test
    void endedInTheMiddleItLeavesLogsAndNothingElse() throws Exception {
        Await.until(
                "the servers",
                PATIENCE,
                () -> !demo.isAlive() || Files.readString(output).contains("are up"));
        List<ProcessHandle> servers = demo.descendants().toList();
        assertThat(servers).isNotEmpty();

        // not INT, which a build in the background ignores, and its children with it; the demo's end is the same
        new ProcessBuilder("kill", "-TERM", Long.toString(demo.pid())).start().waitFor();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(output).content().endsWith("Stopped.\n");
        Await.until("no process", Duration.ofSeconds(5), () -> servers.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(folder.resolve("connect/connect.log")).exists();
        for (String server : List.of("app", "mirror", "reports", "broker")) {
            assertThat(folder.resolve(server).resolve("data")).doesNotExist();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("cli/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("golconde-cli-[^-]*\\.jar"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .forEach(names::add);
        }
        return names;
    }
}
