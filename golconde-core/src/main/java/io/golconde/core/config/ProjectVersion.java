package io.golconde.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The version that connectors and transforms report: what the build wrote into version.txt. Connect's own version
 * lookup would report the worker's.
 */
public final class ProjectVersion {
    private static final String VERSION = read();

    private ProjectVersion() {}

    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (InputStream text = Objects.requireNonNull(ProjectVersion.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
