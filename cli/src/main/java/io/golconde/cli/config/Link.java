package io.golconde.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a connector gets into its database; the password is a reference that the worker resolves. */
record Link(String url, @Nullable String user, @Nullable String password) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]+:[^}]+}");

    /** Whether a ConfigProvider of the worker puts the value in its place. */
    static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connection.url", url);
        if (user != null) {
            settings.put("connection.user", user);
        }
        if (password != null) {
            settings.put("connection.password", password);
        }
        return settings;
    }
}
