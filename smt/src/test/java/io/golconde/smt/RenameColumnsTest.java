package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.golconde.core.envelope.Envelope;
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

class RenameColumnsTest {
    private static final Map<String, String> RENAMES = Map.of("renames", "id:order_id, customer:client");

    private final RenameColumns<SinkRecord> rename = new RenameColumns<>();

    @ParameterizedTest
    @EnumSource
    void renamesInKeyAndRowsAlike(Shape shape) {
        rename.configure(RENAMES);

        SinkRecord renamed = rename.apply(shape.update());

        assertThat(Shape.key(renamed)).containsExactly(entry("order_id", 7L));
        assertThat(shape.after(renamed))
                .containsExactly(entry("order_id", 7L), entry("client", "Bob"), entry("state", null));
        if (shape.before(renamed) != null) {
            assertThat(shape.before(renamed))
                    .containsExactly(entry("order_id", 7L), entry("client", "Ada"), entry("state", null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void renamesTheKeyOfADeleteAndOfATombstone(Shape shape) {
        rename.configure(RENAMES);

        SinkRecord deleted = rename.apply(shape.delete());
        SinkRecord tombstone = rename.apply(shape.tombstone());

        assertThat(Shape.key(deleted)).containsExactly(entry("order_id", 7L));
        assertThat(shape.after(deleted)).isNull();
        assertThat(Shape.key(tombstone)).containsExactly(entry("order_id", 7L));
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.valueSchema()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheKeyOfATruncateAndHeartbeatsAlone(Shape shape) {
        rename.configure(Map.of("renames", "golconde_marker:kind"));

        assertThat(Shape.key(rename.apply(shape.truncate()))).containsExactly(entry("golconde_marker", "truncate"));
        SinkRecord heartbeat = shape.heartbeat();
        assertThat(rename.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void leavesWhatDebeziumSaysOfItselfAlone() {
        rename.configure(Map.of("renames", "ts_ms:at"));
        Schema key = SchemaBuilder.struct()
                .name("io.debezium.connector.common.ServerNameKey")
                .field("serverName", Schema.STRING_SCHEMA)
                .build();
        SinkRecord heartbeat = Shape.record(
                "__debezium-heartbeat.shop", key, new Struct(key).put("serverName", "shop"), null, Map.of("ts_ms", 1L));

        assertThat(rename.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void keepsTheEnvelopeValid() {
        rename.configure(RENAMES);

        SinkRecord renamed = rename.apply(Shape.ENVELOPE.update());

        Schema envelope = renamed.valueSchema();
        Schema row = envelope.field(Envelope.AFTER).schema();
        assertThat(Envelope.is(envelope)).isTrue();
        assertThat(envelope.name()).isEqualTo(Shape.VALUE.name());
        assertThat(envelope.version()).isEqualTo(1);
        assertThat(envelope.field(Envelope.SOURCE).schema())
                .isSameAs(Shape.VALUE.field(Envelope.SOURCE).schema());
        assertThat(row).isSameAs(envelope.field(Envelope.BEFORE).schema());
        assertThat(row.name()).isEqualTo(Shape.ROW.name());
        assertThat(row.version()).isEqualTo(3);
        assertThat(row.doc()).isEqualTo("An order.");
        assertThat(row.parameters()).containsExactly(entry("origin", "shop"));
        assertThat(row.isOptional()).isTrue();
        assertThat(renamed.keySchema().isOptional()).isFalse();
        ((Struct) renamed.value()).validate();
    }

    @Test
    void worksTheSchemaOutOnce() {
        rename.configure(RENAMES);

        SinkRecord first = rename.apply(Shape.ENVELOPE.update());
        SinkRecord second = rename.apply(Shape.ENVELOPE.update());

        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
        assertThat(second.keySchema()).isSameAs(first.keySchema());
    }

    @ParameterizedTest
    @EnumSource
    void renamesByPatternWhatIsNotListed(Shape shape) {
        rename.configure(
                Map.of("renames", "state:status", "pattern", "(id|STATE|cust)(omer)?", "replacement", "the_$1"));

        SinkRecord renamed = rename.apply(shape.update());

        assertThat(Shape.key(renamed)).containsExactly(entry("the_id", 7L));
        assertThat(shape.after(renamed))
                .containsExactly(entry("the_id", 7L), entry("the_cust", "Bob"), entry("status", null));
        assertThat(Shape.key(rename.apply(shape.delete()))).containsExactly(entry("the_id", 7L));
        assertThat(Shape.key(rename.apply(shape.truncate()))).containsExactly(entry("golconde_marker", "truncate"));
    }

    @Test
    void matchesTheWholeColumn() {
        rename.configure(Map.of("pattern", "custom", "replacement", "x"));
        SinkRecord update = Shape.ENVELOPE.update();

        assertThat(rename.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @EnumSource
    void writesNamesInAnotherCase(Shape shape) {
        rename.configure(Map.of("case", "upper", "renames", "state:state"));

        SinkRecord renamed = rename.apply(shape.update());

        assertThat(Shape.key(renamed)).containsExactly(entry("ID", 7L));
        assertThat(shape.after(renamed))
                .containsExactly(entry("ID", 7L), entry("CUSTOMER", "Bob"), entry("state", null));
        assertThat(Shape.key(rename.apply(shape.tombstone()))).containsExactly(entry("ID", 7L));
        assertThat(Shape.key(rename.apply(shape.truncate()))).containsExactly(entry("golconde_marker", "truncate"));
    }

    @Test
    void writesTheResultOfThePatternInTheCase() {
        rename.configure(Map.of("pattern", "t_(.*)", "replacement", "$1", "case", "camel"));
        SinkRecord row = Shape.record(Shape.TOPIC, null, null, null, Map.of("t_order_id", 7L));

        assertThat(Shape.columns(rename.apply(row).value())).containsOnlyKeys("orderId");
    }

    @Test
    void leavesTheMetadataOfFlatRecordsToTheList() {
        RenameColumns<SinkRecord> listed = new RenameColumns<>();
        rename.configure(Map.of("pattern", "(.*)", "replacement", "x$1", "case", "upper"));
        listed.configure(Map.of("renames", "__op:operation"));
        SinkRecord row = Shape.record(Shape.TOPIC, null, null, null, Map.of("id", 7L, "__op", "u"));

        assertThat(Shape.columns(rename.apply(row).value())).containsOnlyKeys("XID", "__op");
        assertThat(Shape.columns(listed.apply(row).value())).containsOnlyKeys("id", "operation");
    }

    @Test
    void refusesAnEmptyName() {
        rename.configure(Map.of("pattern", "cust(.*)omer|id", "replacement", "$1"));

        assertThatThrownBy(() -> rename.apply(Shape.FLAT.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only a name for [replacement on column id], found: nothing");
    }

    @Test
    void letsColumnsChangePlaces() {
        rename.configure(Map.of("renames", "customer:state,state:customer"));

        assertThat(Shape.FLAT.after(rename.apply(Shape.FLAT.update())))
                .containsExactly(entry("id", 7L), entry("state", "Bob"), entry("customer", null));
    }

    @Test
    void passesTheSameRecordWhenItHasNoneOfTheColumns() {
        rename.configure(Map.of("renames", "colour:color"));
        SinkRecord update = Shape.ENVELOPE.update();

        assertThat(rename.apply(update)).isSameAs(update);
    }

    @Test
    void keepsTopicPartitionTimeAndHeaders() {
        rename.configure(RENAMES);
        SinkRecord update = Shape.FLAT.update();
        update.headers().addString("trace", "x");

        SinkRecord renamed = rename.apply(update);

        assertThat(renamed.topic()).isEqualTo(update.topic());
        assertThat(renamed.kafkaPartition()).isEqualTo(update.kafkaPartition());
        assertThat(renamed.timestamp()).isEqualTo(update.timestamp());
        assertThat(renamed.headers()).isEqualTo(update.headers());
    }

    @Test
    void actsOnOneSideAlone() {
        RenameColumns<SinkRecord> key = new RenameColumns.Key<>();
        RenameColumns<SinkRecord> value = new RenameColumns.Value<>();
        key.configure(RENAMES);
        value.configure(RENAMES);
        SinkRecord update = Shape.ENVELOPE.update();

        assertThat(Shape.key(key.apply(update))).containsOnlyKeys("order_id");
        assertThat(key.apply(update).value()).isSameAs(update.value());
        assertThat(value.apply(update).key()).isSameAs(update.key());
        assertThat(Shape.ENVELOPE.before(value.apply(update))).containsOnlyKeys("order_id", "client", "state");
    }

    @ParameterizedTest
    @EnumSource
    void actsOnTheTablesThatAreAskedForOnly(Shape shape) {
        RenameColumns<SinkRecord> other = new RenameColumns<>();
        rename.configure(Map.of("renames", "id:order_id", "table", "sales\\.ord.*"));
        other.configure(Map.of("renames", "id:order_id", "table", "orders"));
        SinkRecord update = shape.update();

        assertThat(Shape.key(rename.apply(update))).containsOnlyKeys("order_id");
        assertThat(Shape.key(rename.apply(shape.tombstone()))).containsOnlyKeys("order_id");
        assertThat(other.apply(update)).isSameAs(update);
    }

    @ParameterizedTest
    @EnumSource
    void refusesANameThatAnotherColumnHas(Shape shape) {
        rename.configure(Map.of("renames", "customer:state"));

        assertThatThrownBy(() -> rename.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only a new name that no other column has for [renames on sales.orders], found: state");
    }

    @Test
    void refusesAValueThatIsNoRow() {
        rename.configure(RENAMES);
        SinkRecord text = Shape.record("logs", null, null, Schema.STRING_SCHEMA, "hello");

        assertThatThrownBy(() -> rename.apply(text))
                .isInstanceOf(DataException.class)
                .hasMessage("Only a Struct or a Map for [columns in the value of logs], found: java.lang.String");
    }

    @Test
    void acceptsAKeyThatIsNoRowBesideARow() {
        RenameColumns<SinkRecord> key = new RenameColumns.Key<>();
        rename.configure(RENAMES);
        key.configure(RENAMES);
        SinkRecord update = Shape.record(Shape.TOPIC, Schema.INT64_SCHEMA, 7L, Shape.ROW, Shape.row("Ada"));

        assertThat(rename.apply(update).key()).isEqualTo(7L);
        assertThat(Shape.FLAT.after(rename.apply(update))).containsKey("order_id");
        assertThatThrownBy(() -> key.apply(update)).hasMessageContaining("key of sales.orders");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertRefused(Map.of(), "Either renames, or pattern and replacement, or case");
        assertRefused(Map.of("renames", ""), "Either renames");
        assertRefused(Map.of("renames", "a"), "renames", "must have the form from:to");
        assertRefused(Map.of("renames", "a:b:c"), "renames", "one colon");
        assertRefused(Map.of("renames", "a:x,b:x"), "renames", "b:x", "name of a");
        assertRefused(Map.of("renames", "a:x,a:y"), "renames", "a is already mapped");
        assertRefused(Map.of("renames", "a:b", "table", "("), "table", "is not a regular expression");
        assertRefused(Map.of("renames", "a:b", "tables", "x"), "tables", "nearest is table;", "renames, pattern");
        assertRefused(Map.of("pattern", "a"), "pattern and replacement have to be set together");
        assertRefused(Map.of("pattern", "a(", "replacement", "b"), "pattern", "is not a regular expression");
        assertRefused(Map.of("pattern", "a(b)", "replacement", "$2"), "replacement", "No group 2");
        assertRefused(Map.of("case", "lower"), "case", "keep, snake, camel, upper");
    }

    @Test
    void acceptsWhatConnectHandsOn() {
        rename.configure(Map.of("renames", "a:b", "type", "x", "predicate", "p", "negate", "true"));

        assertThat(rename.version()).isNotBlank();
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> rename.configure(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }
}
