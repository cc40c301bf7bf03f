package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterChangesTest {
    private final FilterChanges<SinkRecord> filter = new FilterChanges<>();

    @ParameterizedTest
    @EnumSource
    void passesTheRowsThatTheConditionHoldsOf(Shape shape) {
        filter.configure(Map.of("condition", "customer = 'Bob' AND id < 10"));
        SinkRecord update = shape.update();

        assertThat(filter.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "FLAT_WITHOUT_SCHEMA"})
    void makesATombstoneOfAFlatRowThatDoesNotMatch(Shape shape) {
        filter.configure(Map.of("condition", "customer = 'Ada'"));

        SinkRecord deleted = filter.apply(shape.update());

        assertThat(Shape.key(deleted)).containsExactly(entry("id", 7L));
        assertThat(deleted.value()).isNull();
        assertThat(deleted.valueSchema()).isNull();
        assertThat(deleted.topic()).isEqualTo(Shape.TOPIC);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "ENVELOPE_WITHOUT_SCHEMA"})
    void makesADeleteOfAnEnvelopeThatDoesNotMatch(Shape shape) {
        filter.configure(Map.of("condition", "customer = 'Ada'"));

        SinkRecord deleted = filter.apply(shape.update());

        assertThat(Shape.key(deleted)).containsExactly(entry("id", 7L));
        assertThat(Shape.columns(deleted.value())).containsEntry("op", "d").containsKey("source");
        assertThat(shape.after(deleted)).isNull();
        assertThat(shape.before(deleted)).containsEntry("customer", "Ada");
    }

    @Test
    void deletesByTheKeyWhereTheRowBeforeIsNotKnown() {
        filter.configure(Map.of("condition", "state = 'paid'"));
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("state", Schema.STRING_SCHEMA)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .optional()
                .build();
        Schema envelope = Envelope.schema(Shape.TOPIC, row);
        Struct source = Shape.change("u", null, null).getStruct(Envelope.SOURCE);
        Struct after = new Struct(row).put("id", 7L).put("state", "new").put("tags", List.of());
        for (String op : List.of("c", "r", "u")) {
            Struct write = new Struct(envelope)
                    .put(Envelope.AFTER, after)
                    .put(Envelope.SOURCE, source)
                    .put(Envelope.OP, op);

            SinkRecord deleted = filter.apply(Shape.record(Shape.TOPIC, Shape.KEY, Shape.key(), envelope, write));

            ((Struct) deleted.value()).validate();
            ((Struct) deleted.value()).getStruct(Envelope.BEFORE).validate();
            assertThat(Envelope.is(deleted.valueSchema())).isTrue();
            assertThat(Shape.ENVELOPE.before(deleted))
                    .containsEntry("id", 7L)
                    .containsEntry("state", null)
                    .containsEntry("tags", null);
            assertThat(Shape.columns(deleted.value())).containsEntry("op", "d").containsEntry("after", null);
        }
    }

    @Test
    void deletesByTheKeyWithoutASchemaToo() {
        filter.configure(Map.of("condition", "id = 8"));
        Map<String, Object> insert =
                Map.of("op", "c", "after", Map.of("id", 7L, "state", "new"), "source", Map.of("table", "orders"));

        SinkRecord deleted = filter.apply(Shape.record(Shape.TOPIC, null, Map.of("id", 7L), null, insert));

        assertThat(Shape.columns(deleted.value()))
                .containsEntry("op", "d")
                .containsEntry("before", Map.of("id", 7L))
                .containsEntry("after", null);
    }

    @Test
    void keepsASchemaThatHasRoomForTheKeyAlone() {
        filter.configure(Map.of("condition", "customer = 'Ada'"));
        Struct insert = Shape.change("c", null, Shape.row("Bob"));

        SinkRecord deleted = filter.apply(Shape.record(Shape.TOPIC, Shape.KEY, Shape.key(), Shape.VALUE, insert));

        assertThat(deleted.valueSchema()).isSameAs(Shape.VALUE);
        assertThat(Shape.ENVELOPE.before(deleted)).containsEntry("id", 7L).containsEntry("customer", null);
        assertThat(insert.getString(Envelope.OP)).as("the record that came").isEqualTo("c");
    }

    @ParameterizedTest
    @EnumSource
    void passesDeletesTombstonesTruncatesAndHeartbeats(Shape shape) {
        filter.configure(Map.of("condition", "customer = 'nobody'"));

        for (SinkRecord record : List.of(shape.delete(), shape.tombstone(), shape.truncate(), shape.heartbeat())) {
            assertThat(filter.apply(record)).isSameAs(record);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutOperations(Shape shape) {
        filter.configure(Map.of("drop.operations", "d,t"));

        assertThat(filter.apply(shape.delete())).isNull();
        assertThat(filter.apply(shape.tombstone())).isNull();
        assertThat(filter.apply(shape.truncate())).isNull();
        assertThat(filter.apply(shape.heartbeat())).isNotNull();
        assertThat(filter.apply(shape.update())).isNotNull();
    }

    @Test
    void readsTheOperationOfFlatRows() {
        filter.configure(Map.of("drop.operations", "r"));

        assertThat(filter.apply(flat(7L, Map.of("id", 7L, "__op", "r")))).isNull();
        assertThat(filter.apply(flat(7L, Map.of("id", 7L, "__op", "c")))).isNotNull();
        assertThatThrownBy(() -> filter.apply(Shape.FLAT.update()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Only rows with the field __op for [drop.operations on sales.orders]");
    }

    @Test
    void passesFlatRowsThatAreMarkedAsDeleted() {
        filter.configure(Map.of("condition", "id = 8"));

        assertThat(filter.apply(flat(7L, Map.of("id", 7L, "__deleted", "true"))).value())
                .isNotNull();
        assertThat(filter.apply(flat(7L, Map.of("id", 7L, "__deleted", "false")))
                        .value())
                .isNull();
    }

    @Test
    void dropsAnInsertWithoutAKeyAndRefusesAnUpdate() {
        filter.configure(Map.of("condition", "id = 8"));

        assertThat(filter.apply(flat(null, Map.of("id", 7L, "__op", "c")))).isNull();
        assertThatThrownBy(() -> filter.apply(flat(null, Map.of("id", 7L))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Only inserts may be without a key for [condition on sales.orders], found another operation:"
                                + " its row could not be deleted");
    }

    @Test
    void deletesWhatTheConditionDoesNotKnow() {
        filter.configure(Map.of("condition", "state <> 'paid'"));
        Map<String, Object> row = new HashMap<>(Map.of("id", 7L));
        row.put("state", null);

        assertThat(filter.apply(flat(7L, row)).value()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void actsOnTheTablesThatAreAskedForOnly(Shape shape) {
        filter.configure(Map.of("condition", "no_column = 1", "table", "sales\\.items"));
        SinkRecord update = shape.update();

        assertThat(filter.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheNearestOfTheColumnsThatThereAre(Shape shape) {
        filter.configure(Map.of("condition", "custmer = 'Ada'"));

        assertThatThrownBy(() -> filter.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Only columns of the row for [condition on sales.orders], found: custmer; the nearest is customer");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "Either condition or drop.operations");
        assertRefused(Map.of("condition", "id = "), "condition", "expects a number", "at the end");
        assertRefused(Map.of("drop.operations", "x"), "drop.operations", "c, r, u, d, t");
        assertRefused(Map.of("conditon", "id = 1"), "conditon", "the nearest is condition;");
    }

    private static SinkRecord flat(Object key, Map<String, Object> row) {
        return Shape.record(Shape.TOPIC, null, key == null ? null : Map.of("id", key), null, row);
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> filter.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
