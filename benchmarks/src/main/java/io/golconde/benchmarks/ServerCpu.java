package io.golconde.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of a PostgreSQL server: of all its processes, also of those that have ended. Linux only. */
final class ServerCpu {
    /** Ticks a second, which Linux promises to user space. */
    private static final int HERTZ = 100;

    /** Where the fields are after the program's name, which may hold anything and ends with the last parenthesis. */
    private static final int PARENT = 1;

    private static final List<Integer> OWN = List.of(11, 12);
    private static final List<Integer> OF_ENDED_CHILDREN = List.of(13, 14);

    private final String postmaster;

    /** Of the server with this data directory. */
    ServerCpu(Path data) throws IOException {
        postmaster = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    }

    /** Since the server's start. */
    Duration used() throws IOException {
        List<String> main = stat(Path.of("/proc", postmaster));
        long ticks = sum(main, OWN) + sum(main, OF_ENDED_CHILDREN);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(ServerCpu::isProcess).toList()) {
                List<String> child = stat(process);
                if (!child.isEmpty() && child.get(PARENT).equals(postmaster)) {
                    ticks += sum(child, OWN);
                }
            }
        }
        return Duration.ofMillis(ticks * 1_000 / HERTZ);
    }

    private static boolean isProcess(Path entry) {
        return Character.isDigit(entry.getFileName().toString().charAt(0));
    }

    /** Empty when the process has ended. */
    private static List<String> stat(Path process) throws IOException {
        Path stat = process.resolve("stat");
        try {
            String line = Files.readString(stat);
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            if (Files.exists(stat)) {
                throw e;
            }
            return List.of();
        }
    }

    private static long sum(List<String> stat, List<Integer> fields) {
        return fields.stream()
                .mapToLong(field -> Long.parseLong(stat.get(field)))
                .sum();
    }
}
