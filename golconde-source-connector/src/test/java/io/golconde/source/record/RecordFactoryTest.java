package io.golconde.source.record;

import static io.golconde.source.record.Changes.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.WindowEnd;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordFactoryTest {
    private static final SourcePartition QUEUE = new SourcePartition("app", "main");

    private final SourceBlock source = new SourceBlock("app", "shop", "main");
    private final RecordFactory envelopes = factory(new EnvelopeFormat(source, true));
    private final RecordFactory flat = factory(new FlatFormat(source, List.of()));

    @Test
    void anInsertIsAnEnvelopeWithTheRowAfter() {
        SourceRecord created = only(envelopes, Changes.write(Operation.CREATE, 1, "Ann"));

        assertThat(created.topic()).isEqualTo("app.public.people");
        assertThat(created.keySchema().name()).isEqualTo("app.public.people.Key");
        assertThat(((Struct) created.key()).getInt64("id")).isEqualTo(1);
        assertThat(created.valueSchema().name()).isEqualTo("app.public.people.Envelope");
        Struct value = (Struct) created.value();
        assertThat(value.getString("op")).isEqualTo("c");
        assertThat(value.get("before")).isNull();
        assertThat(value.getStruct("after").schema().name()).isEqualTo("app.public.people.Value");
        assertThat(value.getStruct("after").getString("name")).isEqualTo("Ann");
        assertThat(value.getStruct("after").get("photo")).isNull();
    }

    @Test
    void theSourceBlockSaysWhereAChangeComesFrom() {
        SourceRecord updated = only(envelopes, Changes.write(Operation.UPDATE, 1, "Ann"));

        Struct from = ((Struct) updated.value()).getStruct(Envelope.SOURCE);
        assertThat(from.getString("version")).isEqualTo(ProjectVersion.get());
        assertThat(from.getString("connector")).isEqualTo("golconde");
        assertThat(from.getString("name")).isEqualTo("app");
        assertThat(from.getString("db")).isEqualTo("shop");
        assertThat(from.getString("schema")).isEqualTo("public");
        assertThat(from.getString("table")).isEqualTo("people");
        assertThat(from.getInt64("ts_ms")).isEqualTo(1_700_000_000_123L);
        assertThat(from.getInt64("ts_us")).isEqualTo(1_700_000_000_123_456L);
        assertThat(from.getString("snapshot")).isEqualTo("false");
        assertThat(from.getInt64("txId")).isEqualTo(751);
        assertThat(from.getInt64("lsn")).isEqualTo(4_096);
        assertThat(from.getString("queue")).isEqualTo("main");
        assertThat(from.getInt64("epoch")).isEqualTo(4);
        assertThat(from.get("key_change")).isNull();
    }

    @Test
    void aRowThatExistedBeforeIsReadWithoutATransaction() {
        RowChange read =
                new RowChange.Write(Operation.READ, Changes.key(PEOPLE, 1), Changes.row(PEOPLE, 1, "Ann", null));
        Origin origin = new Origin(null, 4_096, 1_000, true);

        Struct value = (Struct)
                only(envelopes, new QueuedChange(PEOPLE, read, null, KeyChange.NONE, origin, Changes.offset(5)))
                        .value();

        assertThat(value.getString("op")).isEqualTo("r");
        assertThat(value.getStruct("source").getString("snapshot")).isEqualTo("true");
        assertThat(value.getStruct("source").get("txId")).isNull();
    }

    @Test
    void aDeleteHasAtLeastTheKeyBeforeAndIsFollowedByATombstone() {
        List<SourceRecord> records = envelopes.records(List.of(Changes.delete(1, null)));

        assertThat(records).hasSize(2);
        Struct value = (Struct) records.get(0).value();
        assertThat(value.getString("op")).isEqualTo("d");
        assertThat(value.get("after")).isNull();
        assertThat(value.getStruct("before").getInt64("id")).isEqualTo(1);
        assertThat(value.getStruct("before").get("name")).isNull();
        value.validate();
        assertThat(records.get(1).key()).isEqualTo(records.get(0).key());
        assertThat(records.get(1).value()).isNull();
        assertThat(records.get(1).valueSchema()).isNull();
    }

    @Test
    void aDeleteHasTheWholeRowBeforeWhereTheQueueHasIt() {
        QueuedChange deleted = Changes.delete(1, Changes.row(PEOPLE, 1, "Ann", new byte[] {1}));

        Struct value = (Struct) envelopes.records(List.of(deleted)).get(0).value();

        assertThat(value.getStruct("before").getString("name")).isEqualTo("Ann");
    }

    @Test
    void tombstonesCanBeLeftOut() {
        RecordFactory without = factory(new EnvelopeFormat(source, false));

        assertThat(without.records(List.of(Changes.delete(1, null)))).hasSize(1);
    }

    @Test
    void aKeyChangeIsADeleteAndACreateThatAreLinked() {
        QueuedChange old = Changes.change(new RowChange.Delete(Changes.key(PEOPLE, 1)), null, KeyChange.OLD);
        RowChange.Write row =
                new RowChange.Write(Operation.CREATE, Changes.key(PEOPLE, 2), Changes.row(PEOPLE, 2, "Ann", null));

        List<SourceRecord> records = factory(new EnvelopeFormat(source, false))
                .records(List.of(old, Changes.change(row, null, KeyChange.NEW)));

        assertThat(records)
                .extracting(record -> ((Struct) record.value()).getString("op"))
                .containsExactly("d", "c");
        assertThat(records)
                .extracting(
                        record -> ((Struct) record.value()).getStruct("source").getString("key_change"))
                .containsExactly("old", "new");
        assertThat(records)
                .extracting(record -> ((Struct) record.key()).getInt64("id"))
                .containsExactly(1L, 2L);
    }

    @Test
    void aTruncateHasAMarkerAsItsKey() {
        QueuedChange truncate = Changes.change(new RowChange.Truncate(), null, KeyChange.NONE);

        SourceRecord envelope = only(envelopes, truncate);
        SourceRecord row = only(flat, truncate);

        assertThat(MarkerKey.kind(envelope.key())).isEqualTo(MarkerKey.TRUNCATE);
        assertThat(((Struct) envelope.value()).getString("op")).isEqualTo("t");
        assertThat(((Struct) envelope.value()).get("before")).isNull();
        assertThat(MarkerKey.kind(row.key())).isEqualTo(MarkerKey.TRUNCATE);
        assertThat(row.value()).isNull();
    }

    @Test
    void aHeartbeatGoesToATopicOfItsOwn() {
        SourceRecord beat = only(envelopes, new Heartbeat(Changes.offset(6)));

        assertThat(beat.topic()).isEqualTo("__golconde-heartbeat.app");
        assertThat(MarkerKey.kind(beat.key())).isEqualTo(MarkerKey.HEARTBEAT);
        assertThat(((Struct) beat.value()).getInt64("ts_ms")).isPositive();
        assertThat(beat.sourceOffset()).isEqualTo(Changes.offset(6).toMap());
    }

    @Test
    void aFlatRecordIsTheRowAndADeleteIsNull() {
        SourceRecord written = only(flat, Changes.write(Operation.UPDATE, 1, "Ann"));
        SourceRecord deleted = only(flat, Changes.delete(1, null));

        assertThat(written.valueSchema().name()).isEqualTo("app.public.people.Value");
        assertThat(((Struct) written.value()).getString("name")).isEqualTo("Ann");
        assertThat(deleted.value()).isNull();
        assertThat(((Struct) deleted.key()).getInt64("id")).isEqualTo(1);
    }

    @Test
    void aFlatRecordTellsAboutTheChangeWhatIsAskedFor() {
        List<AddedField> asked = List.of("op", "table", "lsn", "source.ts_ms", "source.txId:tx", "ts_ms").stream()
                .map(AddedField::of)
                .toList();

        Struct value = (Struct) only(factory(new FlatFormat(source, asked)), Changes.write(Operation.UPDATE, 1, "Ann"))
                .value();

        assertThat(value.getString("__op")).isEqualTo("u");
        assertThat(value.getString("__table")).isEqualTo("people");
        assertThat(value.getInt64("__lsn")).isEqualTo(4_096);
        assertThat(value.getInt64("__source_ts_ms")).isEqualTo(1_700_000_000_123L);
        assertThat(value.getInt64("__tx")).isEqualTo(751);
        assertThat(value.getInt64("__ts_ms")).isPositive();
    }

    @Test
    void aTableWithoutAKeyMakesRecordsWithoutOne() {
        RowChange write = new RowChange.Write(Operation.CREATE, null, Changes.row(PEOPLE, 1, "Ann", null));

        SourceRecord created = only(envelopes, Changes.change(write, null, KeyChange.NONE));

        assertThat(created.keySchema()).isNull();
        assertThat(created.key()).isNull();
    }

    @Test
    void recordsOfOneVersionShareTheirSchemas() {
        SourceRecord first = only(envelopes, Changes.write(Operation.CREATE, 1, "Ann"));
        SourceRecord second = only(envelopes, Changes.write(Operation.CREATE, 2, "Bob"));

        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
        assertThat(second.keySchema()).isSameAs(first.keySchema());
    }

    @Test
    void aRecordIsOnlyEqualToItselfAndPrintsNoValues() {
        SourceRecord first = only(envelopes, Changes.write(Operation.CREATE, 1, "Ann"));
        SourceRecord twin = only(factory(new EnvelopeFormat(source, true)), Changes.write(Operation.CREATE, 1, "Ann"));

        assertThat(first).isNotEqualTo(twin).hasToString("record 0 for topic app.public.people");
    }

    @Test
    void aRecordCarriesPartitionAndOffsetThroughATransform() {
        SourceRecord created = only(envelopes, Changes.write(Operation.CREATE, 1, "Ann"));

        SourceRecord moved =
                created.newRecord("else", null, null, null, Schema.STRING_SCHEMA, "x", created.timestamp());

        assertThat(moved.sourcePartition()).isEqualTo(Map.of("server", "app", "queue", "main"));
        assertThat(moved.sourceOffset()).isEqualTo(Changes.offset(5).toMap());
    }

    @Test
    void aRowOverTheProducersLimitIsRefusedWithoutItsValues() {
        byte[] photo = new byte[SizeLimit.PRODUCER_DEFAULT];
        QueuedChange large = Changes.write(Operation.UPDATE, Changes.row(PEOPLE, 1, "Ann", photo));

        assertThatThrownBy(() -> only(envelopes, large))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("public.people (key columns [id])")
                .hasMessageContaining("at least 1048579 bytes")
                .hasMessageContaining("producer.override.max.request.size")
                .message()
                .doesNotContain("Ann");
    }

    @Test
    void aQueueInOneTopicKeepsItsOrderAndTellsWhereAWindowEnds() {
        RecordFactory inOneTopic =
                factory(new EnvelopeFormat(source, false), TopicNaming.ofQueue("app", "beat", "transaction", "main"));

        List<SourceRecord> records = inOneTopic.records(
                List.of(Changes.write(Operation.CREATE, 1, "Ann"), new WindowEnd(Changes.offset(6))));

        assertThat(records).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("app.main");
            assertThat(record.kafkaPartition()).isZero();
        });
        assertThat(records.get(0).keySchema().name()).isEqualTo("app.public.people.Key");
        assertThat(records.get(0).valueSchema().name()).isEqualTo("app.public.people.Envelope");
        SourceRecord end = records.get(1);
        assertThat(MarkerKey.kind(end.key())).isEqualTo(MarkerKey.END);
        assertThat(end.sourceOffset()).isEqualTo(Changes.offset(6).toMap());
        Struct value = (Struct) end.value();
        value.validate();
        assertThat(value.getString("name")).isEqualTo("app");
        assertThat(value.getString("queue")).isEqualTo("main");
        assertThat(value.getInt64("epoch")).isEqualTo(4);
    }

    @Test
    void aLargeRowThatIsDeletedIsNoLargeFlatRecord() {
        byte[] photo = new byte[SizeLimit.PRODUCER_DEFAULT];

        assertThat(only(flat, Changes.delete(1, Changes.row(PEOPLE, 1, "Ann", photo)))
                        .value())
                .isNull();
    }

    private static SourceRecord only(RecordFactory factory, QueueEvent event) {
        return factory.records(List.of(event)).get(0);
    }

    private static RecordFactory factory(ValueFormat format) {
        return factory(format, TopicNaming.ofTables("app", "__golconde-heartbeat", "transaction"));
    }

    private static RecordFactory factory(ValueFormat format, TopicNaming topics) {
        return new RecordFactory(
                QUEUE,
                topics,
                format,
                new RecordChecks(new SizeLimit(SizeLimit.PRODUCER_DEFAULT), ConverterTrial.NONE),
                new AcknowledgedPrefix(offset -> {}));
    }
}
