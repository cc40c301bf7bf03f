package io.golconde.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * PgQ 3 as it is in an unpacked package of a distribution, built for the source's version of PostgreSQL. It is installed
 * without CREATE EXTENSION, which would want the files among those of the server.
 */
record PgqPackage(Path folder) {
    private static final String CAPTURE = """

            SELECT pgq.create_queue('changes');
            CREATE TRIGGER capture AFTER INSERT OR UPDATE OR DELETE ON account
                FOR EACH ROW EXECUTE FUNCTION pgq.logutriga('changes');
            CREATE TRIGGER capture AFTER INSERT OR UPDATE OR DELETE ON entry
                FOR EACH ROW EXECUTE FUNCTION pgq.logutriga('changes');
            """;

    /** Installs it, and captures the source's tables. */
    String script() {
        try {
            String extension = Files.readString(file("pgq--[^-]+\\.sql"));
            String libraries = file("pgq_triggers\\.so").toAbsolutePath().getParent() + "/";
            return extension
                            .replace("$libdir/", libraries)
                            .replaceAll("(?m)^SELECT pg_catalog\\.pg_extension_config_dump.*$", "")
                    + CAPTURE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--pgq: " + folder + " has no file " + pattern));
        }
    }
}
