package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.core.envelope.EndMarker;
import io.golconde.core.envelope.MarkerKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is about a queue, and not about rows of a table, passes every transform as it is. */
class MarkersTest {
    private static final Map<Transformation<SinkRecord>, Map<String, String>> ALL = Map.of(
            new RouteTable<>(), Map.of("pattern", ".*", "replacement", "all", "column", "id"),
            new SelectColumns<>(), Map.of("exclude", "sql,queue"),
            new RenameColumns<>(), Map.of("renames", "sql:statement,queue:q"),
            new SetColumns<>(), Map.of("constants", "a:b"),
            new CastColumns<>(), Map.of("types", "epoch:string"),
            new MaskColumns<>(), Map.of("columns", "sql", "mask", "null"),
            new FilterChanges<>(), Map.of("condition", "id = 1"),
            new Wrap<>(), Map.of(),
            new Unwrap<>(), Map.of());

    @ParameterizedTest
    @ValueSource(strings = {MarkerKey.END, MarkerKey.COMMAND, MarkerKey.HEARTBEAT})
    void passEveryTransform(String kind) {
        Schema schema = kind.equals(MarkerKey.COMMAND) ? CommandMarker.SCHEMA : EndMarker.SCHEMA;
        List<SinkRecord> records = List.of(
                Shape.record("shop.main", MarkerKey.SCHEMA, MarkerKey.of(kind), schema, new Struct(schema)),
                Shape.record(
                        "shop.main",
                        null,
                        Map.of(MarkerKey.KIND, kind),
                        null,
                        Map.of("sql", "DROP TABLE a", "queue", "main", "epoch", 1L)));
        ALL.forEach((transform, settings) -> {
            transform.configure(settings);
            for (SinkRecord record : records) {
                assertThat(transform.apply(record))
                        .as(transform.getClass().getSimpleName())
                        .isSameAs(record);
            }
        });
    }
}
