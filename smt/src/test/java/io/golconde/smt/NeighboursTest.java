package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.InsertField;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.apache.kafka.connect.transforms.predicates.RecordIsTombstone;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transforms in one chain with Kafka's own, and behind Kafka's JSON converter. */
class NeighboursTest {
    private final Transformation<SinkRecord> rename =
            with(new RenameColumns<>(), Map.of("renames", "id:order_id,customer:client"));
    private final Transformation<SinkRecord> select = with(new SelectColumns<>(), Map.of("exclude", "state"));
    private final Transformation<SinkRecord> route =
            with(new RouteTable<>(), Map.of("tables", "sales.orders:reports.order_list"));

    @ParameterizedTest
    @EnumSource
    void chainWithEachOther(Shape shape) {
        SinkRecord outcome = through(List.of(rename, select, route), shape.update());

        assertThat(outcome.topic()).isEqualTo("reports.order_list");
        assertThat(Shape.key(outcome)).containsExactly(entry("order_id", 7L));
        assertThat(shape.after(outcome)).containsExactly(entry("order_id", 7L), entry("client", "Bob"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "FLAT_WITHOUT_SCHEMA"})
    void chainWithKafkasTransforms(Shape shape) {
        List<Transformation<SinkRecord>> chain = List.of(
                with(new InsertField.Value<>(), Map.of("static.field", "site", "static.value", "north")),
                rename,
                with(new ReplaceField.Value<>(), Map.of("exclude", "state", "renames", "client:buyer")),
                route,
                with(new RegexRouter<>(), Map.of("regex", "reports\\.(.*)", "replacement", "lists.$1")));

        SinkRecord outcome = through(chain, shape.update());

        assertThat(outcome.topic()).isEqualTo("lists.order_list");
        assertThat(Shape.key(outcome)).containsExactly(entry("order_id", 7L));
        assertThat(shape.after(outcome))
                .containsOnly(entry("order_id", 7L), entry("buyer", "Bob"), entry("site", "north"));
    }

    @Test
    void actOnWhatKafkasPredicatesLetThrough() {
        Predicate<SinkRecord> orders = new TopicNameMatches<>();
        orders.configure(Map.of("pattern", ".*\\.orders"));
        Predicate<SinkRecord> tombstones = new RecordIsTombstone<>();

        SinkRecord routed = route.apply(Shape.ENVELOPE.update());

        assertThat(orders.test(Shape.ENVELOPE.update())).isTrue();
        assertThat(orders.test(rename.apply(Shape.ENVELOPE.update()))).isTrue();
        assertThat(orders.test(routed)).isFalse();
        assertThat(tombstones.test(through(List.of(rename, select, route), Shape.ENVELOPE.tombstone())))
                .isTrue();
    }

    @Test
    void readAndWriteWhatTheJsonConverterDoes() {
        SinkRecord read = throughJson(Shape.ENVELOPE.update());

        SinkRecord written = throughJson(through(List.of(rename, select, route), read));

        assertThat(Envelope.is(written.valueSchema())).isTrue();
        assertThat(Shape.key(written)).containsExactly(entry("order_id", 7L));
        assertThat(Shape.ENVELOPE.before(written)).containsExactly(entry("order_id", 7L), entry("client", "Ada"));
        assertThat(Shape.ENVELOPE.after(written)).containsExactly(entry("order_id", 7L), entry("client", "Bob"));
        Struct envelope = (Struct) written.value();
        assertThat(envelope.getStruct(Envelope.SOURCE).getString("table")).isEqualTo("orders");
        assertThat(written.valueSchema().field(Envelope.AFTER).schema().name()).isEqualTo(Shape.ROW.name());
    }

    @Test
    void comeBackFromTheFlatFormBehindTheJsonConverter() {
        Transformation<SinkRecord> set = with(new SetColumns<>(), Map.of("facts", "changed_at:time"));
        Transformation<SinkRecord> mask =
                with(new MaskColumns<>(), Map.of("columns", "customer", "mask", "partial", "keep.first", "1"));
        Transformation<SinkRecord> unwrap = with(
                new Unwrap<>(),
                Map.of("add.fields", "op,source.ts_ms,table", "delete.tombstone.handling.mode", "rewrite"));
        Transformation<SinkRecord> wrap = with(new Wrap<>(), Map.of());

        SinkRecord flat = throughJson(through(List.of(set, mask, unwrap), throughJson(Shape.ENVELOPE.delete())));
        SinkRecord written = throughJson(wrap.apply(flat));

        assertThat(Shape.columns(flat.value()))
                .containsEntry("customer", "B**")
                .containsEntry("__op", "d")
                .containsEntry("__deleted", "true");
        assertThat(Shape.columns(written.value())).containsEntry("op", "d").containsEntry("after", null);
        assertThat(Shape.ENVELOPE.before(written))
                .containsEntry("id", 7L)
                .containsEntry("customer", "B**")
                .containsEntry("changed_at", "2023-11-14T22:13:20Z")
                .containsOnlyKeys("id", "customer", "state", "changed_at");
        assertThat(SourceTable.of(written)).isEqualTo("sales.orders");
    }

    @Test
    void workASchemaOutOnceBehindTheJsonConverter() {
        try (JsonConverter keys = json(true);
                JsonConverter values = json(false)) {
            SinkRecord first = rename.apply(throughJson(keys, values, Shape.ENVELOPE.update()));
            SinkRecord second = rename.apply(throughJson(keys, values, Shape.ENVELOPE.update()));

            assertThat(second.valueSchema()).isSameAs(first.valueSchema());
        }
    }

    private static <T extends Transformation<SinkRecord>> Transformation<SinkRecord> with(
            T transform, Map<String, String> settings) {
        transform.configure(settings);
        return transform;
    }

    private static SinkRecord through(List<Transformation<SinkRecord>> chain, SinkRecord record) {
        SinkRecord current = record;
        for (Transformation<SinkRecord> transform : chain) {
            current = transform.apply(current);
        }
        return current;
    }

    private static SinkRecord throughJson(SinkRecord record) {
        try (JsonConverter keys = json(true);
                JsonConverter values = json(false)) {
            return throughJson(keys, values, record);
        }
    }

    private static SinkRecord throughJson(JsonConverter keys, JsonConverter values, SinkRecord record) {
        SchemaAndValue key = keys.toConnectData(
                record.topic(), keys.fromConnectData(record.topic(), record.keySchema(), record.key()));
        SchemaAndValue value = values.toConnectData(
                record.topic(), values.fromConnectData(record.topic(), record.valueSchema(), record.value()));
        return Shape.record(record.topic(), key.schema(), key.value(), value.schema(), value.value());
    }

    private static JsonConverter json(boolean keys) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", true), keys);
        return converter;
    }
}
