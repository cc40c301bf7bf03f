package io.golconde.it.neighbours;

import io.golconde.it.Pipeline;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What our source connector sends, Debezium's JDBC sink applies. */
@Tag("neighbours")
class DebeziumSinkTest {
    @Test
    void allKindsOfChangesAndTypesReachTheTarget() throws Exception {
        String name = "to_debezium";
        try (Pipeline pipeline = Neighbourhood.pipeline(name)) {
            pipeline.source().run("neighbours/rows.sql");
            pipeline.capture(Map.of("reselect.unavailable.values", "true"));
            pipeline.start(pipeline.sinkConnector(), sink(pipeline));
            Neighbourhood.awaitSame(pipeline);

            pipeline.source().run("neighbours/changes.sql");

            Neighbourhood.awaitSame(pipeline);
        }
    }

    private static Map<String, String> sink(Pipeline pipeline) {
        return Map.ofEntries(
                Map.entry("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector"),
                Map.entry("tasks.max", "1"),
                Map.entry("topics.regex", pipeline.source().name() + "\\.public\\..*"),
                Map.entry("connection.url", pipeline.target().url() + "?stringtype=unspecified"),
                Map.entry("connection.username", "postgres"),
                Map.entry("connection.password", "none"),
                Map.entry("collection.name.format", "${source.schema}.${source.table}"),
                Map.entry("insert.mode", "upsert"),
                Map.entry("primary.key.mode", "record_key"),
                Map.entry("delete.enabled", "true"),
                Map.entry("truncate.enabled", "true"),
                Map.entry("schema.evolution", "none"),
                Map.entry("transforms", "bits"),
                Map.entry("transforms.bits.type", "io.golconde.smt.CastColumns"),
                Map.entry("transforms.bits.types", "one_bit:string,ten_bits:string,some_bits:string"),
                Map.entry("consumer.override.isolation.level", "read_committed"),
                Map.entry("consumer.override.metadata.max.age.ms", "500"));
    }
}
