package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that have fields, in records with a schema and without; {@code city.name} is a column's own name. */
class PathsTest {
    private static final Schema PLACE = SchemaBuilder.struct()
            .field("lat", Schema.FLOAT64_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .optional()
            .build();
    private static final Schema CITY = SchemaBuilder.struct()
            .name("city")
            .field("name", Schema.STRING_SCHEMA)
            .field("zip", Schema.INT32_SCHEMA)
            .field("place", PLACE)
            .build();
    private static final Schema PLACED =
            SchemaBuilder.struct().field("place", PLACE).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("city", CITY)
            .field("city.name", Schema.STRING_SCHEMA)
            .build();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesFieldsOtherNames(boolean schema) {
        Transformation<SinkRecord> rename = with(
                new RenameColumns<>(),
                Map.of("renames", "city:town,city.zip:postcode,city.place.note:city.place.remark,city.name:full"));

        assertThat(after(rename, schema))
                .isEqualTo("{id=7, town={name=Ulm, postcode=89073, place={lat=48.4, remark=x}}, full=Ulm am Rhein}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesFieldsOut(boolean schema) {
        Transformation<SinkRecord> select =
                with(new SelectColumns<>(), Map.of("exclude", "city.name,city.zip,city.place.lat"));

        assertThat(after(select, schema)).isEqualTo("{id=7, city={name=Ulm, place={note=x}}}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheFieldsThatAreIncludedAndTheirColumn(boolean schema) {
        assertThat(after(with(new SelectColumns<>(), Map.of("include", "id,city.place.lat")), schema))
                .isEqualTo("{id=7, city={place={lat=48.4}}}");
        assertThat(after(with(new SelectColumns<>(), Map.of("include", "city,city.zip")), schema))
                .isEqualTo("{city={name=Ulm, zip=89073, place={lat=48.4, note=x}}}");
        assertThat(after(with(new SelectColumns<>(), Map.of("include", "id,city.name")), schema))
                .isEqualTo("{id=7, city.name=Ulm am Rhein}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void castsAndMasksFields(boolean schema) {
        Transformation<SinkRecord> cast = with(new CastColumns<>(), Map.of("types", "city.zip:string"));
        Transformation<SinkRecord> mask =
                with(new MaskColumns<>(), Map.of("columns", "city.name,city.place.note", "mask", "fixed"));

        SinkRecord record = cast.apply(record(schema));

        assertThat(city(record).get("zip")).isEqualTo("89073");
        assertThat(after(mask, schema))
                .isEqualTo("{id=7, city={name=Ulm, zip=89073, place={lat=48.4, note=****}}, city.name=****}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setsFields(boolean schema) {
        Transformation<SinkRecord> set = with(
                new SetColumns<>(), Map.of("constants", "city.country:DE,city.place.note:y,city.name:all,town.zip:1"));

        assertThat(after(set, schema))
                .isEqualTo("{id=7, city={name=Ulm, zip=89073, place={lat=48.4, note=y}, country=DE}, city.name=all,"
                        + " town.zip=1}");
        assertThat(after(with(new SetColumns<>(), Map.of("constants", "city:Ulm,city.zip:1")), schema))
                .isEqualTo("{id=7, city=Ulm, city.name=Ulm am Rhein, city.zip=1}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setsNoFieldOfTheKey(boolean schema) {
        Schema key = SchemaBuilder.struct().field("city", CITY).build();
        Struct city = new Struct(key).put("city", city());
        Transformation<SinkRecord> set = with(new SetColumns<>(), Map.of("constants", "city.zip:1"));
        SinkRecord record = record(schema);

        assertThatThrownBy(() -> set.apply(Shape.record(
                        Shape.TOPIC,
                        schema ? key : null,
                        schema ? city : maps(city),
                        record.valueSchema(),
                        record.value())))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("found: city.zip in the key");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesTheColumnAndTheFieldThatIsWrong(boolean schema) {
        Transformation<SinkRecord> cast = with(new CastColumns<>(), Map.of("types", "city.place.note:int32"));
        Transformation<SinkRecord> mask = with(new MaskColumns<>(), Map.of("columns", "city.zip", "mask", "fixed"));

        assertThatThrownBy(() -> cast.apply(record(schema)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("found: another value in city.place.note");
        assertThatThrownBy(() -> mask.apply(record(schema)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("found: city.zip of type INT32");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesColumnsWithoutTheFieldsAsTheyAre(boolean schema) {
        SinkRecord record = record(schema);

        assertThat(with(new RenameColumns<>(), Map.of("renames", "id.x:y,town.zip:z,city.lat:w"))
                        .apply(record)
                        .value())
                .isEqualTo(record.value());
    }

    @Test
    void keepsANullOfAColumnWithFields() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("city", null);
        row.put("note", null);

        SinkRecord selected = with(new SelectColumns<>(), Map.of("include", "city.zip"))
                .apply(Shape.record(Shape.TOPIC, null, null, null, row));

        assertThat(text(selected.value())).isEqualTo("{city=null}");

        SinkRecord set = with(new SetColumns<>(), Map.of("constants", "place.note:x"))
                .apply(Shape.record(Shape.TOPIC, null, null, PLACED, new Struct(PLACED)));

        assertThat(text(set.value())).isEqualTo("{place=null}");
    }

    @Test
    void actsOnBothRowsOfAnEnvelopeAndLeavesItsOtherFieldsAlone() {
        Schema optional = SchemaBuilder.struct().field("city", CITY).optional().build();
        Schema envelope = Envelope.schema(Shape.TOPIC, optional);
        Struct row = new Struct(optional).put("city", city());
        Struct source = new Struct(SourceInfo.SCHEMA)
                .put(SourceInfo.VERSION, "1")
                .put(SourceInfo.CONNECTOR, "golconde")
                .put(SourceInfo.NAME, "shop")
                .put(SourceInfo.TS_MS, 1L)
                .put(SourceInfo.DB, "shop")
                .put(SourceInfo.SCHEMA_NAME, "sales")
                .put(SourceInfo.TABLE, "orders");
        Struct change = new Struct(envelope)
                .put(Envelope.BEFORE, row)
                .put(Envelope.AFTER, row)
                .put(Envelope.SOURCE, source)
                .put(Envelope.OP, "u");

        Struct selected = (Struct) with(new SelectColumns<>(), Map.of("exclude", "city.place,city.zip,source.db"))
                .apply(Shape.record(Shape.TOPIC, null, null, envelope, change))
                .value();

        assertThat(text(selected.get(Envelope.BEFORE))).isEqualTo("{city={name=Ulm}}");
        assertThat(text(selected.get(Envelope.AFTER))).isEqualTo("{city={name=Ulm}}");
        assertThat(selected.get(Envelope.SOURCE)).isEqualTo(source);
        selected.validate();
    }

    @Test
    void refusesToLeaveAFieldOfTheKeyOut() {
        Schema key = SchemaBuilder.struct().field("city", CITY).build();
        Transformation<SinkRecord> select = with(new SelectColumns<>(), Map.of("exclude", "city.zip"));

        assertThatThrownBy(() ->
                        select.apply(Shape.record(Shape.TOPIC, key, new Struct(key).put("city", city()), null, null)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("found: city.zip in the key");
    }

    private static <T extends Transformation<SinkRecord>> T with(T transform, Map<String, String> settings) {
        transform.configure(settings);
        return transform;
    }

    private static String after(Transformation<SinkRecord> transform, boolean schema) {
        return text(transform.apply(record(schema)).value());
    }

    private static Map<String, Object> city(SinkRecord record) {
        return Shape.columns(Shape.columns(record.value()).get("city"));
    }

    private static String text(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(Shape.columns(value));
        fields.replaceAll((name, part) -> part instanceof Struct || part instanceof Map ? text(part) : part);
        return fields.toString();
    }

    private static SinkRecord record(boolean schema) {
        Struct row = new Struct(ROW).put("id", 7L).put("city", city()).put("city.name", "Ulm am Rhein");
        return schema
                ? Shape.record(Shape.TOPIC, null, null, ROW, row)
                : Shape.record(Shape.TOPIC, null, null, null, maps(row));
    }

    private static Struct city() {
        Struct place = new Struct(PLACE).put("lat", 48.4).put("note", "x");
        return new Struct(CITY).put("name", "Ulm").put("zip", 89073).put("place", place);
    }

    private static Object maps(Object value) {
        if (!(value instanceof Struct)) {
            return value;
        }
        Map<String, Object> fields = Shape.columns(value);
        fields.replaceAll((name, part) -> maps(part));
        return fields;
    }
}
