package io.golconde.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    private Path above;

    private Path root;

    @BeforeEach
    void chooseRoot() {
        root = above.resolve("a/demo");
    }

    @Test
    void keepsLogsAndDeletesDataAndSecretsAtTheEnd() throws IOException {
        try (DemoFolder folder = DemoFolder.claim(root)) {
            write(folder.sub("app").resolve("postgres.log"));
            write(folder.sub("app/data").resolve("PG_VERSION"));
            write(folder.sub("connect/secrets").resolve("app.properties"));
        }

        assertThat(root.resolve("app/postgres.log")).exists();
        assertThat(root.resolve("app/data")).doesNotExist();
        assertThat(root.resolve("connect/secrets")).doesNotExist();
    }

    @Test
    void beginsWithoutWhatAnEarlierDemoLeft() throws IOException {
        try (DemoFolder folder = DemoFolder.claim(root)) {
            write(folder.sub("app").resolve("postgres.log"));
        }

        DemoFolder.claim(root).close();

        assertThat(root.resolve("app")).doesNotExist();
    }

    @Test
    void doesNotTouchAFolderOfSomebodyElse() throws IOException {
        Files.createDirectories(root);
        write(root.resolve("thesis.txt"));

        assertThatThrownBy(() -> DemoFolder.claim(root))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not empty");
        assertThat(root.resolve("thesis.txt")).exists();
    }

    private static void write(Path file) throws IOException {
        Files.writeString(file, "content");
    }
}
