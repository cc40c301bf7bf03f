package io.golconde.source.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Connect keeps offsets for: one queue.
 *
 * @param server the topic prefix
 */
public record SourcePartition(String server, String queue) {
    /** As Connect wants it. Offsets are found under its JSON text, so its order is the same in every JVM. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("server", server);
        map.put("queue", queue);
        return map;
    }
}
