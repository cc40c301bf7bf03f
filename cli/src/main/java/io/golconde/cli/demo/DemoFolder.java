package io.golconde.cli.demo;

import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder that the demo writes to, and no other demo at the same time.
 *
 * <pre>
 * app, mirror, reports   one PostgreSQL each: its log, and its data while it runs
 * broker, connect        Kafka and Connect: their settings and logs, and their data while they run
 * connect/secrets        what the connectors read their addresses and passwords from, while they run
 * connectors             their settings as they were sent
 * </pre>
 */
final class DemoFolder implements AutoCloseable {
    private static final String LOCK = ".golconde-demo";
    /** What each server's folder holds while it runs only. */
    private static final List<String> PASSING = List.of("data", "tmp", "secrets");

    private final Path root;
    private final FileChannel lock;

    private DemoFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the folder and empties it. Refuses one that something else lies in, or another demo runs in. */
    static DemoFolder claim(Path root) throws IOException {
        Files.createDirectories(root);
        if (!Files.exists(root.resolve(LOCK)) && !children(root).isEmpty()) {
            throw new Refusal(root + " is not empty and not a folder of this demo: give another one with --dir");
        }
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            throw new Refusal("another demo runs in " + root + ": give another folder with --dir");
        }
        for (Path child : children(root)) {
            if (!child.endsWith(LOCK)) {
                Folders.delete(child);
            }
        }
        return new DemoFolder(root, channel);
    }

    Path path() {
        return root;
    }

    /** An empty folder below. */
    Path sub(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** Deletes data and secrets; logs stay. */
    @Override
    public void close() throws IOException {
        try {
            for (Path child : children(root)) {
                for (String name : PASSING) {
                    deleteIfThere(child.resolve(name));
                }
            }
        } finally {
            lock.close();
        }
    }

    private static void deleteIfThere(Path folder) {
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.toList();
        }
    }
}
