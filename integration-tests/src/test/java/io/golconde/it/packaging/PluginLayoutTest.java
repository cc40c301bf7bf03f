package io.golconde.it.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.golconde.testkit.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The folders and zips that the build leaves for users. */
class PluginLayoutTest {
    private static final Path TARGET = Folders.repository().resolve("target");

    /** What makes up each plugin. */
    enum Plugin {
        SOURCE("source-connector", "source", "org.apache.kafka.connect.source.SourceConnector", true),
        SINK("sink-connector", "sink", "org.apache.kafka.connect.sink.SinkConnector", true),
        TRANSFORMS("smt", "transform", "org.apache.kafka.connect.transforms.Transformation", false);

        private final String name;
        private final String type;
        private final String service;
        private final boolean asksDatabase;

        Plugin(String name, String type, String service, boolean asksDatabase) {
            this.name = name;
            this.type = type;
            this.service = service;
            this.asksDatabase = asksDatabase;
        }

        Path folder() throws IOException {
            try (Stream<Path> plugins = Files.list(TARGET.resolve("plugins"))) {
                return only(
                        plugins.filter(plugin -> plugin.getFileName().toString().startsWith("golconde-" + name)));
            }
        }

        Path jar(String jarName) throws IOException {
            try (Stream<Path> jars = Files.list(folder().resolve("lib"))) {
                return only(jars.filter(jar -> jar.getFileName().toString().startsWith(jarName)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoJarThatTheWorkerProvides(Plugin plugin) throws IOException {
        List<String> expected = plugin.asksDatabase
                ? List.of("golconde-" + plugin.name, "golconde-core", "postgresql")
                : List.of("golconde-" + plugin.name, "golconde-core");

        assertThat(names(plugin.folder().resolve("lib")))
                .map(jar -> jar.replaceFirst("-[0-9.]+\\.jar", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void namesItsClassesForServiceLoading(Plugin plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.jar("golconde-" + plugin.name).toFile())) {
            ZipEntry services = jar.getEntry("META-INF/services/" + plugin.service);

            assertThat(services).isNotNull();
            assertThat(lines(jar, services))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(jar.getEntry(name.replace('.', '/') + ".class"))
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void introducesItselfInItsManifest(Plugin plugin) throws IOException {
        JsonNode manifest = new ObjectMapper()
                .readTree(plugin.folder().resolve("manifest.json").toFile());

        assertThat(plugin.folder().getFileName())
                .hasToString("%s-%s-%s"
                        .formatted(
                                manifest.at("/owner/username").asText(),
                                manifest.path("name").asText(),
                                manifest.path("version").asText()));
        assertThat(manifest.at("/component_types/0").asText()).isEqualTo(plugin.type);
        assertThat(manifest.toString()).doesNotContain("${");
    }

    @ParameterizedTest
    @EnumSource
    void bringsLicenceDocumentationAndExamples(Plugin plugin) throws IOException {
        assertThat(names(plugin.folder().resolve("doc")))
                .containsExactlyInAnyOrder("LICENSE", "README.txt", "reference");
        assertThat(names(plugin.folder().resolve("doc/reference"))).contains("transforms.md");
        assertThat(Files.readString(plugin.folder().resolve("doc/README.txt"))).doesNotContain("${", "](");
        assertThat(names(plugin.folder().resolve("etc"))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isZippedAsItIs(Plugin plugin) throws IOException {
        Path folder = plugin.folder();
        try (ZipFile zip = new ZipFile(
                        TARGET.resolve(folder.getFileName() + ".zip").toFile());
                Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            List<String> expected = files.map(
                            file -> folder.getParent().relativize(file).toString())
                    .toList();

            assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> lines(JarFile jar, ZipEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path only(Stream<Path> paths) {
        List<Path> found = paths.toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
