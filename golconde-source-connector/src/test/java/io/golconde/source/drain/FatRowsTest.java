package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a megabyte are drained by a JVM that could not hold a hundred of them. */
class FatRowsTest {
    private static final String ROWS = "INSERT INTO t SELECT i, repeat('x', 1000000) FROM generate_series(%d, %d) i";

    @TempDir
    Path folder;

    private DrainFixture source;

    @BeforeEach
    void createTable() throws SQLException {
        source = new DrainFixture("CREATE TABLE t (id int PRIMARY KEY, v text)");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void thatWereThereBefore() throws Exception {
        source.execute(ROWS.formatted(1, 150));
        source.install();

        assertThat(drainInASmallHeap(150)).isEqualTo("150 events\n");
    }

    @Test
    void thatAreChanged() throws Exception {
        source.install();
        source.execute(ROWS.formatted(1, 150));

        assertThat(drainInASmallHeap(150)).isEqualTo("150 events\n");
    }

    private String drainInASmallHeap(int rows) throws Exception {
        Path log = folder.resolve("log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx72m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FatRowsDrain.class.getName(),
                        source.database.url(),
                        Integer.toString(rows))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return Files.readString(log);
        } finally {
            child.destroyForcibly();
        }
    }
}
