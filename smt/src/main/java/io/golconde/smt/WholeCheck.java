package io.golconde.smt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Checks the settings of a transform together where Connect validates a connector: it does not configure transforms then,
 * but asks for recommended values, with all settings that the transform has. What is wrong is shown at one of them.
 */
record WholeCheck(Supplier<? extends Transformation<?>> transform) implements Recommender {
    /** Adds the last setting, an optional text, at which it is shown what is wrong with all. */
    static ConfigDef define(
            ConfigDef definition,
            String name,
            @Nullable Validator validator,
            String documentation,
            Supplier<? extends Transformation<?>> transform) {
        return definition.define(
                name,
                ConfigDef.Type.STRING,
                null,
                validator,
                Importance.MEDIUM,
                documentation,
                "General",
                definition.names().size() + 1,
                Width.MEDIUM,
                name,
                List.of(),
                new WholeCheck(transform));
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        try (Transformation<?> checked = transform.get()) {
            ConfigDef definition = checked.config();
            Map<String, Object> set = new HashMap<>(parsed);
            set.entrySet()
                    .removeIf(entry ->
                            isDefault(entry.getValue(), definition.configKeys().get(entry.getKey())));
            if (areRightOneByOne(definition, set)) {
                checked.configure(set);
            }
        }
        return List.of();
    }

    /** What is wrong by itself is shown where it is. */
    private static boolean areRightOneByOne(ConfigDef definition, Map<String, Object> set) {
        try {
            return !definition.parse(set).isEmpty();
        } catch (ConfigException e) {
            return false;
        }
    }

    private static boolean isDefault(@Nullable Object value, ConfigDef.@Nullable ConfigKey key) {
        return value == null || key == null || Objects.equals(value, key.defaultValue);
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return true;
    }
}
