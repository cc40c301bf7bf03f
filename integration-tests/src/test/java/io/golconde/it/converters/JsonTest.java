package io.golconde.it.converters;

import io.golconde.it.Pipeline;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way in JSON: with schemas, and without, where the sink goes by the types of its columns. */
class JsonTest {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void everyTypeAndEveryKindOfChangeReachTheTarget(String schemas) throws Exception {
        try (Pipeline pipeline = new Pipeline("json_types_" + schemas)) {
            Everything.reachesTheTarget(pipeline, json(schemas));
        }
    }

    @Test
    void preciseNumbersReachTheTarget() throws Exception {
        try (Pipeline pipeline = new Pipeline("json_precise")) {
            Numbers.reachTheTarget(
                    pipeline,
                    json("true"),
                    "precise",
                    "INSERT INTO sales VALUES (3, 1e131071, 9999999999999999.9999, -1, 1e-16383)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void doublesReachTheTarget(String schemas) throws Exception {
        try (Pipeline pipeline = new Pipeline("json_double_" + schemas)) {
            Numbers.reachTheTarget(pipeline, json(schemas), "double");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "adaptive_time_microseconds", "connect"})
    void datesAndTimesReachTheTarget(String mode) throws Exception {
        try (Pipeline pipeline = new Pipeline("json_" + mode)) {
            Moments.reachTheTarget(pipeline, json("true"), mode);
        }
    }

    private static Map<String, String> json(String schemas) {
        return Map.of(
                "key.converter.schemas.enable",
                schemas,
                "value.converter.schemas.enable",
                schemas,
                "key.converter",
                JSON,
                "value.converter",
                JSON);
    }
}
