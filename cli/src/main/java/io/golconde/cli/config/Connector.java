package io.golconde.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * A connector as Connect's REST interface takes it.
 *
 * @param tables where a sink writes to, as far as the file names it
 */
record Connector(String name, Map<String, String> config, List<String> tables) {
    static final String CLASS = "connector.class";

    boolean isSource() {
        return Connectors.SOURCE.equals(config.get(CLASS));
    }

    /** A value as JSON, for people too. */
    static String json(Object value) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value)
                    + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
