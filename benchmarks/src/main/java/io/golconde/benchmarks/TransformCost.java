package io.golconde.benchmarks;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.smt.RenameColumns;
import io.golconde.smt.RouteTable;
import io.golconde.smt.SelectColumns;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one transform takes of one update of a row of 20 columns, once it knows the schema. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TransformCost {
    private static final String TOPIC = "shop.public.orders";
    private static final int COLUMNS = 20;

    /** The transform, with settings that have it do something. */
    public enum Work {
        RENAME(new RenameColumns<>(), Map.of("renames", "c0:id,c3:customer,c7:total")),
        SELECT(new SelectColumns<>(), Map.of("exclude", "c5,c11")),
        ROUTE(new RouteTable<>(), Map.of("tables", "public.orders:reporting.sales"));

        @SuppressWarnings("ImmutableEnumChecker") // one benchmark runs in a process
        private final Transformation<SinkRecord> transform;

        Work(Transformation<SinkRecord> transform, Map<String, String> settings) {
            this.transform = transform;
            transform.configure(settings);
        }
    }

    /** The form of the value. */
    public enum Form {
        FLAT,
        ENVELOPE
    }

    @Param
    Work work = Work.RENAME;

    @Param
    Form form = Form.FLAT;

    private SinkRecord record = new SinkRecord(TOPIC, 0, null, null, null, null, 0);

    @Setup
    public void makeRecord() {
        Schema keySchema =
                SchemaBuilder.struct().field("c0", Schema.INT64_SCHEMA).build();
        Struct key = new Struct(keySchema).put("c0", 7L);
        Struct value = form == Form.FLAT ? row(rowSchema(), "new") : update();
        record = new SinkRecord(TOPIC, 0, keySchema, key, value.schema(), value, 0);
    }

    @Benchmark
    public SinkRecord transform() {
        return work.transform.apply(record);
    }

    private static Struct update() {
        Schema row = rowSchema();
        Struct source = new Struct(SourceInfo.SCHEMA)
                .put(SourceInfo.VERSION, "1")
                .put(SourceInfo.CONNECTOR, "golconde")
                .put(SourceInfo.NAME, "shop")
                .put(SourceInfo.TS_MS, 1L)
                .put(SourceInfo.DB, "shop")
                .put(SourceInfo.SCHEMA_NAME, "public")
                .put(SourceInfo.TABLE, "orders");
        return new Struct(Envelope.schema(TOPIC, row))
                .put(Envelope.BEFORE, row(row, "old"))
                .put(Envelope.AFTER, row(row, "new"))
                .put(Envelope.SOURCE, source)
                .put(Envelope.OP, "u");
    }

    private static Schema rowSchema() {
        SchemaBuilder schema = SchemaBuilder.struct().name(TOPIC + ".Value").optional();
        schema.field("c0", Schema.INT64_SCHEMA);
        for (int column = 1; column < COLUMNS; column++) {
            schema.field("c" + column, Schema.OPTIONAL_STRING_SCHEMA);
        }
        return schema.build();
    }

    private static Struct row(Schema schema, String text) {
        Struct row = new Struct(schema).put("c0", 7L);
        for (int column = 1; column < COLUMNS; column++) {
            row.put("c" + column, text + column);
        }
        return row;
    }
}
