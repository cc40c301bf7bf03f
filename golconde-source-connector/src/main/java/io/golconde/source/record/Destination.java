package io.golconde.source.record;

import org.jspecify.annotations.Nullable;

/**
 * Where a record goes.
 *
 * @param partition null where the key decides
 */
record Destination(String topic, @Nullable Integer partition) {
    static Destination byKey(String topic) {
        return new Destination(topic, null);
    }
}
