package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

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

class SelectColumnsTest {
    private final SelectColumns<SinkRecord> select = new SelectColumns<>();

    @ParameterizedTest
    @EnumSource
    void keepsTheIncludedColumnsOfBothRows(Shape shape) {
        select.configure(Map.of("include", "id,customer"));

        SinkRecord selected = select.apply(shape.update());

        assertThat(Shape.key(selected)).containsExactly(entry("id", 7L));
        assertThat(shape.after(selected)).containsExactly(entry("id", 7L), entry("customer", "Bob"));
        if (shape.before(selected) != null) {
            assertThat(shape.before(selected)).containsExactly(entry("id", 7L), entry("customer", "Ada"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheExcludedColumnsOut(Shape shape) {
        select.configure(Map.of("exclude", "customer,colour"));

        SinkRecord selected = select.apply(shape.update());

        assertThat(shape.after(selected)).containsExactly(entry("id", 7L), entry("state", null));
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatMatches(Shape shape) {
        select.configure(Map.of("include", "id", "include.pattern", "CUST.*"));

        SinkRecord selected = select.apply(shape.update());

        assertThat(Shape.key(selected)).containsExactly(entry("id", 7L));
        assertThat(shape.after(selected)).containsExactly(entry("id", 7L), entry("customer", "Bob"));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatMatchesUnlessItIsNamed(Shape shape) {
        SelectColumns<SinkRecord> all = new SelectColumns<>();
        select.configure(Map.of("include", "state", "include.pattern", ".*", "exclude.pattern", "(customer|state)"));
        all.configure(Map.of("exclude.pattern", "c.*", "exclude", "state"));

        assertThat(shape.after(select.apply(shape.update()))).containsExactly(entry("id", 7L), entry("state", null));
        assertThat(shape.after(all.apply(shape.update()))).containsExactly(entry("id", 7L));
    }

    @ParameterizedTest
    @EnumSource
    void passesDeletesTruncatesAndHeartbeats(Shape shape) {
        select.configure(Map.of("include", "id"));

        assertThat(Shape.key(select.apply(shape.delete()))).containsExactly(entry("id", 7L));
        assertThat(select.apply(shape.tombstone()).value()).isNull();
        assertThat(Shape.key(select.apply(shape.truncate()))).containsExactly(entry("golconde_marker", "truncate"));
        assertThat(select.apply(shape.heartbeat()).key())
                .isEqualTo(shape.heartbeat().key());
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLeaveAKeyColumnOut(Shape shape) {
        SelectColumns<SinkRecord> excluding = new SelectColumns<>();
        select.configure(Map.of("include", "customer"));
        excluding.configure(Map.of("exclude", "id"));

        assertThatThrownBy(() -> select.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only columns outside the key for [include on sales.orders], found: id in the key");
        assertThatThrownBy(() -> excluding.apply(shape.tombstone()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only columns outside the key for [exclude on sales.orders], found: id in the key");
    }

    @ParameterizedTest
    @EnumSource
    void leavesAKeyColumnOutOfTheRowAlone(Shape shape) {
        SelectColumns<SinkRecord> value = new SelectColumns.Value<>();
        value.configure(Map.of("exclude", "id"));

        SinkRecord selected = value.apply(shape.update());

        assertThat(Shape.key(selected)).containsExactly(entry("id", 7L));
        assertThat(shape.after(selected)).containsOnlyKeys("customer", "state");
    }

    @Test
    void makesACoarserKey() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Shape.KEY.field("id").schema())
                .field("line", Shape.KEY.field("id").schema())
                .build();
        SelectColumns<SinkRecord> key = new SelectColumns.Key<>();
        key.configure(Map.of("include", "id"));
        SinkRecord line = Shape.record(
                Shape.TOPIC, schema, new Struct(schema).put("id", 7L).put("line", 1L), Shape.ROW, Shape.row("Ada"));

        assertThat(Shape.key(key.apply(line))).containsExactly(entry("id", 7L));
        assertThat(key.apply(line).value()).isSameAs(line.value());
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLeaveNothing(Shape shape) {
        SelectColumns<SinkRecord> value = new SelectColumns.Value<>();
        value.configure(Map.of("include", "colour"));

        assertThatThrownBy(() -> value.apply(shape.update()))
                .isInstanceOf(DataException.class)
                .hasMessage("Only rows that keep a column for [include on sales.orders], found: id, customer, state");
    }

    @Test
    void keepsTheMetadataOfFlatRecords() {
        select.configure(Map.of("include", "id"));
        Map<String, Object> row = Map.of(
                "id", 7L, "__op", "u", "__table", "orders", "__source_ts_ms", 1L, "__deleted", "false", "__x", 1);

        SinkRecord selected = select.apply(Shape.record(Shape.TOPIC, null, Map.of("id", 7L), null, row));

        assertThat(Shape.columns(selected.value()))
                .containsOnlyKeys("id", "__op", "__table", "__source_ts_ms", "__deleted");
    }

    @Test
    void leavesMetadataOutByNameOnly() {
        SelectColumns<SinkRecord> named = new SelectColumns<>();
        select.configure(Map.of("exclude.pattern", ".*(op|x)"));
        named.configure(Map.of("exclude", "__op"));
        SinkRecord record = Shape.record(Shape.TOPIC, null, null, null, Map.of("id", 7L, "__op", "u", "x", 1));

        assertThat(Shape.columns(select.apply(record).value())).containsOnlyKeys("id", "__op");
        assertThat(Shape.columns(named.apply(record).value())).containsOnlyKeys("id", "x");
    }

    @Test
    void refusesAWrongConfigurationByName() {
        assertThatThrownBy(() -> select.configure(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Either include or exclude");
        assertThatThrownBy(() -> select.configure(Map.of("include", "a", "exclude", "b")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Only one of include and exclude");
        assertThatThrownBy(() -> select.configure(Map.of("includes", "a")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("includes")
                .hasMessageContaining("the nearest is include;")
                .hasMessageContaining("include, include.pattern, exclude, exclude.pattern, table");
        assertThatThrownBy(() -> select.configure(Map.of("include", "a,b", "include.pattern", "c.*", "exclude", "b,d")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Invalid value b for configuration exclude: stands in include");
        assertThatThrownBy(() -> select.configure(Map.of("exclude.pattern", "a(")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("exclude.pattern")
                .hasMessageContaining("is not a regular expression");
    }
}
