package io.golconde.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One of Kafka's programs in a small JVM of its own, with its settings and its log in one folder.
 *
 * <p>These JVMs live for minutes on few cores, so they compile quickly rather than well: it halves their start. Whoever
 * measures throughput sets the system property {@code golconde.kafka.compiler}, to {@code -XX:+TieredCompilation} say.
 */
final class KafkaJvm {
    private static final String COMPILER = System.getProperty("golconde.kafka.compiler", "-XX:TieredStopAtLevel=1");
    private static final Path LIBS = Path.of("testkit", "kafka", "target", "libs");

    private final String name;
    private final Path folder;

    KafkaJvm(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Writes the settings, which all programs of this folder are given as their last argument. */
    void configure(Map<String, String> settings) {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue() + '\n')
                .sorted()
                .collect(Collectors.joining());
        try (InputStream logging = KafkaJvm.class.getResourceAsStream("log4j2.properties")) {
            Files.createDirectories(temporary());
            Files.writeString(settings(), lines);
            Files.write(logging(), Objects.requireNonNull(logging).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildProcess run(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                COMPILER,
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary(),
                "-Dlog4j2.configurationFile=" + logging(),
                "-cp",
                libs() + "/*",
                mainClass));
        command.addAll(List.of(arguments));
        command.add(settings().toString());
        return ChildProcess.start(name, "KILL", command, folder.resolve(name + ".log"));
    }

    /** Where the compression libraries unpack their native part, which a killed JVM leaves. */
    private Path temporary() {
        return folder.resolve("tmp");
    }

    private Path settings() {
        return folder.resolve(name + ".properties");
    }

    private Path logging() {
        return folder.resolve("log4j2.properties");
    }

    private static Path libs() {
        Path libs = Folders.repository().resolve(LIBS).toAbsolutePath();
        if (!Files.isDirectory(libs)) {
            throw new IllegalStateException("no Kafka in " + libs + ": build the module testkit/kafka first");
        }
        return libs;
    }
}
