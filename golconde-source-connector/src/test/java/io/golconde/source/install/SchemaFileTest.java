package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaFileTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/golconde/source/sql");

    @Test
    void installsEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace(".sql", ""))
                    .toList();

            assertThat(SchemaFile.ALL).extracting(SchemaFile::name).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void everyFunctionStandsInAFileOfItsNameWithAHeader() {
        assertThat(SchemaFile.ALL)
                .filteredOn(file -> file.sql().contains("CREATE OR REPLACE FUNCTION"))
                .allSatisfy(file -> {
                    String function = "golconde." + file.name().replaceAll(".*/", "") + '(';
                    assertThat(file.sql()).startsWith("-- " + function).contains("Tables: ");
                    assertThat(file.sql()).contains("\nCREATE OR REPLACE FUNCTION " + function);
                    assertThat(file.sql()).contains("\nREVOKE ALL ON FUNCTION " + function);
                });
    }
}
