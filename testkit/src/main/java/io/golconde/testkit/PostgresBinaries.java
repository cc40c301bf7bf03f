package io.golconde.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this platform, unpacked once per version from the jar on the class path. */
final class PostgresBinaries {
    private static final Pattern JAR_NAME = Pattern.compile("([^/]+)\\.jar!");

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}; unpacked below the given one if it is not there yet. */
    static Path below(Path cache) throws IOException, InterruptedException {
        URL archive = archive();
        Path unpacked = cache.resolve(jarName(archive)).toAbsolutePath();
        if (!Files.exists(unpacked)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "unpacking");
            unpack(archive, fresh);
            moveUnlessThere(fresh, unpacked);
        }
        return unpacked;
    }

    private static URL archive() {
        String name = "/postgres-" + system() + '-' + architecture() + ".txz";
        return Objects.requireNonNull(
                PostgresBinaries.class.getResource(name), () -> "no PostgreSQL for this platform: " + name);
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") ? "arm_64" : "x86_64";
    }

    /** The jar's name holds platform and version. */
    private static String jarName(URL archive) {
        Matcher matcher = JAR_NAME.matcher(archive.toString());
        if (!matcher.find()) {
            throw new IllegalStateException("not in a jar: " + archive);
        }
        return matcher.group(1);
    }

    private static void unpack(URL archive, Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream packed = new XZInputStream(archive.openStream());
                OutputStream unpacked = tar.getOutputStream()) {
            packed.transferTo(unpacked);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("cannot unpack " + archive);
        }
    }

    /** Several builds may unpack at the same time: the first one wins. */
    private static void moveUnlessThere(Path fresh, Path unpacked) throws IOException {
        try {
            Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(unpacked)) {
                throw e;
            }
            Folders.delete(fresh);
        }
    }
}
