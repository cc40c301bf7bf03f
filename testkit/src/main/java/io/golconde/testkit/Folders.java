package io.golconde.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders that servers live in. */
public final class Folders {
    private Folders() {}

    /** The top of the repository, given by the system property {@code golconde.root}. */
    public static Path repository() {
        return Path.of(System.getProperty("golconde.root", "."));
    }

    /** Deletes the folder and all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            List<Path> childrenFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the folder and all that is in it, with its permissions. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> content = Files.walk(from)) {
            for (Path path : (Iterable<Path>) content::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
