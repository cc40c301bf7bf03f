package io.golconde.source.signal;

import io.golconde.core.sql.Database;
import java.util.List;
import java.util.Map;

/**
 * Where signals come from, and whom they are for.
 *
 * @param key the key of those for this connector
 * @param consumer of Kafka's consumer, deserializers left out
 * @param queues of the connector
 */
public record SignalSettings(
        String topic, String key, Map<String, Object> consumer, Database database, List<String> queues) {}
