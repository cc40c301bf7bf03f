package io.golconde.core.config;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Builds a ConfigDef in which each setting is one line and belongs to the group named last. */
public final class Settings {
    private static final @Nullable Validator ANYTHING = null;

    private final ConfigDef definition = new ConfigDef();
    private String group = "General";
    private int order;

    public Settings group(String name) {
        group = name;
        order = 0;
        return this;
    }

    /** A setting that has no default. */
    public Settings required(String name, ConfigDef.Type type, @Nullable Validator validator, String documentation) {
        return define(name, type, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, documentation);
    }

    /** A setting that most users look at. */
    public Settings setting(String name, ConfigDef.Type type, @Nullable Object defaultValue, String documentation) {
        return define(name, type, defaultValue, ANYTHING, Importance.MEDIUM, documentation);
    }

    public Settings setting(
            String name,
            ConfigDef.Type type,
            @Nullable Object defaultValue,
            Validator validator,
            String documentation) {
        return define(name, type, defaultValue, validator, Importance.MEDIUM, documentation);
    }

    /** A setting whose default suits nearly everybody. */
    public Settings tuning(
            String name, ConfigDef.Type type, Object defaultValue, Validator validator, String documentation) {
        return define(name, type, defaultValue, validator, Importance.LOW, documentation);
    }

    /** A setting with one of the given words as its value. */
    public Settings choice(String name, String defaultValue, List<String> words, String documentation) {
        OneOf oneOf = new OneOf(words);
        definition.define(
                name,
                ConfigDef.Type.STRING,
                defaultValue,
                oneOf,
                Importance.MEDIUM,
                documentation,
                group,
                ++order,
                Width.MEDIUM,
                name,
                List.of(),
                oneOf);
        return this;
    }

    /** Adds settings that are described elsewhere. */
    public Settings with(Consumer<Settings> others) {
        others.accept(this);
        return this;
    }

    public ConfigDef definition() {
        return definition;
    }

    private Settings define(
            String name,
            ConfigDef.Type type,
            @Nullable Object defaultValue,
            @Nullable Validator validator,
            Importance importance,
            String documentation) {
        definition.define(
                name,
                type,
                defaultValue,
                validator,
                importance,
                documentation,
                group,
                ++order,
                Width.MEDIUM,
                name,
                List.of(),
                (Recommender) null);
        return this;
    }
}
