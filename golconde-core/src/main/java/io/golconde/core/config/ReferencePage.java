package io.golconde.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/**
 * The page of the manual that lists settings: Markdown, one table per group, written by the definition itself.
 *
 * <p>In each module a test compares the page under {@code docs/reference} with it, and writes the page instead when the
 * build runs with {@code -Dgolconde.renew=true}.
 */
public final class ReferencePage {
    private final StringBuilder text = new StringBuilder();

    public ReferencePage(String title, String introduction) {
        text.append("# ").append(title).append("\n\n").append(introduction.strip());
        text.append('\n');
    }

    /** Adds all settings of a definition, each of its groups under a heading of its own. */
    public ReferencePage settings(ConfigDef definition) {
        groups(definition).forEach((group, keys) -> {
            text.append("\n## ").append(group).append('\n');
            table(keys);
        });
        return this;
    }

    /** Adds the settings of one of several things on the page, such as one transform, under its heading. */
    public ReferencePage section(String heading, String introduction, ConfigDef definition) {
        text.append("\n## ").append(heading).append("\n\n").append(introduction.strip());
        text.append('\n');
        groups(definition).values().forEach(this::table);
        return this;
    }

    public String markdown() {
        return text.toString();
    }

    private static Map<String, List<ConfigKey>> groups(ConfigDef definition) {
        Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
        definition.groups().forEach(group -> groups.put(group, new ArrayList<>()));
        definition.configKeys().values().stream()
                .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                .forEach(key -> groups.computeIfAbsent(String.valueOf(key.group), name -> new ArrayList<>())
                        .add(key));
        return groups;
    }

    private void table(List<ConfigKey> keys) {
        text.append("\n| Setting | Type | Default | Values | Meaning |\n|---|---|---|---|---|\n");
        for (ConfigKey key : keys) {
            row(
                    '`' + key.name + '`',
                    key.type.name().toLowerCase(Locale.ROOT),
                    defaultOf(key),
                    key.validator == null ? "" : key.validator.toString(),
                    key.documentation);
        }
    }

    private void row(String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "(required)";
        }
        @Nullable String value = ConfigDef.convertToString(key.defaultValue, key.type);
        return value == null || value.isEmpty() ? "" : '`' + value + '`';
    }
}
