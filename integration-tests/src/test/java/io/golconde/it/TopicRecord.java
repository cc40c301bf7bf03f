package io.golconde.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A record as a consumer sees it, in the JSON converter's form without the schemas, whether they were sent or not.
 *
 * @param key a missing node where the record has none
 * @param value a missing node for a tombstone
 * @param headers as text
 */
public record TopicRecord(JsonNode key, JsonNode value, Map<String, String> headers) {
    public boolean isTombstone() {
        return value.isMissingNode();
    }

    /** The operation of an envelope. */
    public String op() {
        return value.path("op").asText();
    }

    /** The row that an envelope speaks of: as it is now, or as it was before a delete. */
    public JsonNode row() {
        JsonNode after = value.path("after");
        return after.isObject() ? after : value.path("before");
    }

    /** Where an envelope's change comes from. */
    public JsonNode source() {
        return value.path("source");
    }
}
