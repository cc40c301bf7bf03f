package io.golconde.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFileTest {
    private static final Path EXAMPLES = Folders.repository().resolve("config-examples");

    @Test
    void readsTheExamples() throws IOException {
        assertThat(ConnectorFile.readAll(EXAMPLES))
                .extracting(ConnectorFile::name)
                .containsExactly("app-source", "mirror-sink", "reports-sink");
    }

    @Test
    void eachExampleHasAPageBesideIt() throws IOException {
        for (ConnectorFile connector : ConnectorFile.readAll(EXAMPLES)) {
            assertThat(EXAMPLES.resolve(connector.name() + ".md")).exists();
        }
    }

    @Test
    void noExampleHoldsAnAddressOrAPassword() throws IOException {
        for (ConnectorFile connector : ConnectorFile.readAll(EXAMPLES)) {
            assertThat(connector.config().get("connection.url")).startsWith("${file:/etc/golconde/");
            assertThat(connector.config().get("connection.password")).startsWith("${file:/etc/golconde/");
        }
    }

    @Test
    void movesTheSecretsAndNothingElse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("app-source.json");
        Files.writeString(file, "{\"url\": \"${file:/etc/golconde/app.properties:url}\", \"tasks.max\": \"1\"}");

        ConnectorFile moved = ConnectorFile.read(file).withSecretsIn(Path.of("/tmp/secrets"));

        assertThat(moved.name()).isEqualTo("app-source");
        assertThat(moved.config())
                .containsEntry("url", "${file:/tmp/secrets/app.properties:url}")
                .containsEntry("tasks.max", "1");
    }
}
