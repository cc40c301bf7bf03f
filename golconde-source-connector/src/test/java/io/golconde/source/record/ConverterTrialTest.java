package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConverterTrialTest {
    private static final CapturedColumn ID = Changes.column("id", WireType.INT32, false, true);
    private static final TableVersion FIRST =
            version(1, ID, column("total", WireType.INT32), column("note", WireType.TEXT));
    private static final TableVersion SECOND =
            version(2, ID, column("total", WireType.TEXT), column("unit price", WireType.TEXT));

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "key.converter",
            FakeConverter.class.getName(),
            "key.converter.schema.registry.url",
            "http://registry",
            "value.converter",
            FakeConverter.class.getName(),
            "value.converter.schema.registry.url",
            "http://registry"));

    /** What a registry does, in its converter. */
    public static final class FakeConverter implements Converter, AutoCloseable {
        static final List<String> ASKED = new ArrayList<>();
        static int closed;
        static Supplier<RuntimeException> answer;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            assertThat(configs.get("schema.registry.url")).isEqualTo("http://registry");
        }

        @Override
        public void close() {
            closed++;
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            ASKED.add(topic + ' ' + schema.name());
            if (answer != null) {
                throw answer.get();
            }
            return new byte[0];
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void forget() {
        FakeConverter.ASKED.clear();
        FakeConverter.answer = null;
    }

    @Test
    void asksOnceForEachVersionOfATable() {
        RecordFactory factory = factory();

        send(factory, FIRST);
        send(factory, FIRST);
        send(factory, SECOND);

        String topic = "my-app.shop.2nd_sale my_app.shop._2nd_sale.";
        assertThat(FakeConverter.ASKED)
                .containsExactly(topic + "Key", topic + "Envelope", topic + "Key", topic + "Envelope");
    }

    @Test
    void tellsTableAndColumnsOfWhatIsRefused() {
        RecordFactory factory = factory();
        send(factory, FIRST);
        FakeConverter.answer =
                () -> new DataException("cannot serialize", new IllegalStateException("incompatible: 409"));

        assertThatThrownBy(() -> send(factory, SECOND))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("key.converter refuses the schema of table shop.2nd sale")
                .hasMessageContaining("topic my-app.shop.2nd_sale: incompatible: 409. ")
                .hasMessageContaining("\"unit price\"")
                .hasMessageContaining("key.converter.scrub.invalid.names=true")
                .hasMessageContaining("total was INT32 and is TEXT, unit price is new, note is gone.");
    }

    @Test
    void tellsWhichStrategyTheKeyOfATruncateNeeds() {
        FakeConverter.answer = () -> new DataException("incompatible: 409");

        assertThatThrownBy(() -> send(factory(), FIRST, new RowChange.Truncate()))
                .hasMessageContaining("key.converter.key.subject.name.strategy=")
                .hasMessageContaining("TopicRecordNameStrategy");
    }

    @Test
    void leavesARegistryThatIsAwayToTheWorkersConverter() {
        RecordFactory factory = factory();
        FakeConverter.answer = () -> new RetriableException("away");

        send(factory, FIRST);
        FakeConverter.answer = () -> new DataException("incompatible");

        assertThatThrownBy(() -> send(factory, FIRST)).isInstanceOf(ConnectException.class);
    }

    @Test
    void asksNothingWhereTransformsMakeOtherSchemasOrNoConverterHasARegistry() {
        FakeConverter.answer = () -> new DataException("incompatible");
        settings.put("transforms", "rename");
        send(factory(), FIRST);
        settings.remove("transforms");
        settings.keySet().removeIf(name -> name.endsWith("url"));

        send(factory(), FIRST);

        assertThat(FakeConverter.ASKED).isEmpty();
    }

    @Test
    void closesItsConverters() {
        int before = FakeConverter.closed;

        factory().close();

        assertThat(FakeConverter.closed - before).isEqualTo(2);
    }

    private RecordFactory factory() {
        return new RecordFactory(
                new SourcePartition("my-app", "main"),
                TopicNaming.ofTables("my-app", "beat", "transaction"),
                new EnvelopeFormat(new SourceBlock("my-app", "shop", "main"), false),
                new RecordChecks(new SizeLimit(SizeLimit.PRODUCER_DEFAULT), ConverterTrial.of(settings)),
                new AcknowledgedPrefix(offset -> {}));
    }

    private static void send(RecordFactory factory, TableVersion table) {
        Row row = new Row(table.rowColumns(), new Object[] {1, null, null});
        send(factory, table, new RowChange.Write(Operation.CREATE, new Row(table.keyColumns(), new Object[] {1}), row));
    }

    private static void send(RecordFactory factory, TableVersion table, RowChange change) {
        Origin origin = new Origin(1L, 2, 3, false);
        factory.records(List.of(new QueuedChange(table, change, null, KeyChange.NONE, origin, Changes.offset(1))));
    }

    private static CapturedColumn column(String name, WireType type) {
        return Changes.column(name, type, true, false);
    }

    private static TableVersion version(int generation, CapturedColumn... columns) {
        return new TableVersion(1, generation, TableName.of("shop", "2nd sale"), List.of(columns));
    }
}
