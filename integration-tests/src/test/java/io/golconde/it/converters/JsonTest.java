package io.golconde.it.converters;

import io.golconde.it.Pipeline;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way in JSON: with schemas, and without, where the sink goes by the types of its columns. */
class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void everyTypeAndEveryKindOfChangeReachTheTarget(String schemas) throws Exception {
        try (Pipeline pipeline = new Pipeline("json_types_" + schemas)) {
            Everything.reachesTheTarget(
                    pipeline,
                    Map.of(
                            "key.converter.schemas.enable",
                            schemas,
                            "value.converter.schemas.enable",
                            schemas,
                            "key.converter",
                            "org.apache.kafka.connect.json.JsonConverter",
                            "value.converter",
                            "org.apache.kafka.connect.json.JsonConverter"));
        }
    }
}
