package io.golconde.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param processor its model, as the system names it
 * @param memory in GiB
 * @param load how many processes wanted to run on average in the minute before
 */
record Machine(String processor, int cores, long memory, double load) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    static Machine now() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                modelName(),
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                system.getSystemLoadAverage());
    }

    private static String modelName() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** One sentence on machine and versions. */
    String describe(Lab lab) throws SQLException {
        try (Connection connection = lab.source().connect("postgres")) {
            return "%s, %d cores, %d GiB, load average %.1f before; PostgreSQL %s, Kafka %s, Java %s"
                    .formatted(
                            processor,
                            cores,
                            memory,
                            load,
                            connection.getMetaData().getDatabaseProductVersion(),
                            lab.worker().rest().version(),
                            Runtime.version().feature());
        }
    }
}
