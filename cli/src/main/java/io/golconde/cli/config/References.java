package io.golconde.cli.config;

import io.golconde.core.sql.Database;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * A connector's settings with the values that references stand for, as far as they can be read on this machine under the usual
 * names {@code file}, {@code dir} and {@code env}.
 *
 * @param unread the settings that have a reference still
 */
record References(Map<String, String> settings, Set<String> unread) {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    static References resolve(Map<String, String> settings) {
        Map<String, String> resolved = new TreeMap<>();
        Set<String> unread = new TreeSet<>();
        ConfigTransformer transformer = new ConfigTransformer(providers());
        settings.forEach((setting, value) -> {
            String found = value(transformer, setting, value);
            resolved.put(setting, found);
            if (Link.isReference(found)) {
                unread.add(setting);
            }
        });
        return new References(resolved, unread);
    }

    /** The connector's database. */
    Database database() {
        return new Database(
                Objects.requireNonNull(settings.get("connection.url")),
                settings.get("connection.user"),
                settings.get("connection.password"),
                "golconde config",
                PATIENCE,
                PATIENCE);
    }

    private static String value(ConfigTransformer transformer, String setting, String value) {
        try {
            return transformer.transform(Map.of(setting, value)).data().getOrDefault(setting, value);
        } catch (ConfigException e) { // the file is on the workers alone
            return value;
        }
    }

    private static Map<String, ConfigProvider> providers() {
        Map<String, ConfigProvider> providers = Map.of(
                "file", new FileConfigProvider(),
                "dir", new DirectoryConfigProvider(),
                "env", new EnvVarConfigProvider());
        providers.values().forEach(provider -> provider.configure(Map.of()));
        return providers;
    }
}
