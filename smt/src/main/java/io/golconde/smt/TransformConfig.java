package io.golconde.smt;

import io.golconde.core.config.NearestName;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of one transform. A setting that the transform has not is refused: a misspelt one would go unnoticed, and
 * the transform would act on tables that it should leave alone.
 */
final class TransformConfig extends AbstractConfig {
    /** What Connect itself reads from a transform's settings and hands on with them. */
    private static final Set<String> OF_CONNECT = Set.of("type", "predicate", "negate", "plugin.version");

    TransformConfig(ConfigDef definition, Map<String, ?> settings) {
        super(definition, settings, false);
        for (String setting : settings.keySet()) {
            if (!definition.names().contains(setting) && !OF_CONNECT.contains(setting)) {
                throw new ConfigException("Unknown setting " + setting + ": the nearest is "
                        + NearestName.of(setting, definition.names(), 1).get(0) + "; this transform has "
                        + String.join(", ", definition.configKeys().keySet()));
            }
        }
    }
}
