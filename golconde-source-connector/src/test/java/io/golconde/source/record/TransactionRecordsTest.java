package io.golconde.source.record;

import static io.golconde.source.record.Changes.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.event.Operation;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TransactionPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class TransactionRecordsTest {
    private static final SourceOffset BEFORE = Changes.offset(1);

    private final List<SourceOffset> reached = new ArrayList<>();
    private final RecordFactory factory = new RecordFactory(
            new SourcePartition("app", "main"),
            TopicNaming.ofQueue("app", "beat", "tx", "main"),
            new EnvelopeFormat(new SourceBlock("app", "shop", "main"), true),
            new RecordChecks(new SizeLimit(SizeLimit.PRODUCER_DEFAULT), ConverterTrial.NONE),
            new AcknowledgedPrefix(reached::add));

    @Test
    void surroundTheChangesOfATransaction() {
        Map<TableName, Long> counts = new LinkedHashMap<>();
        counts.put(PEOPLE.name(), 2L);
        counts.put(TableName.of("public", "other"), 5L);
        List<SourceRecord> records = records(
                Changes.write(Operation.CREATE, 1, "Ann").in(new TransactionPlace(1, 1, null, BEFORE)),
                Changes.write(Operation.UPDATE, 1, "Eve").in(new TransactionPlace(7, 2, counts, BEFORE)));

        assertThat(records).extracting(SourceRecord::topic).containsExactly("app.tx", "app.main", "app.main", "app.tx");
        Struct begin = (Struct) records.get(0).value();
        assertThat(((Struct) records.get(0).key()).getString("id")).isEqualTo("751");
        assertThat(begin.getString("status")).isEqualTo("BEGIN");
        assertThat(begin.getString("id")).isEqualTo("751");
        assertThat(begin.getInt64("event_count")).isNull();
        assertThat(begin.getArray("data_collections")).isNull();
        assertThat(begin.getInt64("ts_ms")).isEqualTo(1_700_000_000_123L);
        Struct end = (Struct) records.get(3).value();
        assertThat(end.getString("status")).isEqualTo("END");
        assertThat(end.getInt64("event_count")).isEqualTo(7);
        assertThat(end.<Struct>getArray("data_collections"))
                .extracting(table -> table.getString("data_collection") + " " + table.getInt64("event_count"))
                .containsExactly("public.people 2", "public.other 5");
        Struct block = ((Struct) records.get(2).value()).getStruct(Envelope.TRANSACTION);
        assertThat(block.getString("id")).isEqualTo("751");
        assertThat(block.getInt64("total_order")).isEqualTo(7);
        assertThat(block.getInt64("data_collection_order")).isEqualTo(2);
    }

    @Test
    void areNotThereForAChangeWithoutAPlace() {
        List<SourceRecord> records = records(Changes.write(Operation.READ, 1, "Ann"));

        assertThat(records).extracting(SourceRecord::topic).containsExactly("app.main");
        assertThat(((Struct) records.get(0).value()).getStruct(Envelope.TRANSACTION))
                .isNull();
    }

    @Test
    void onlyTheLastOneOfAChangeSaysThatItIsDoneWith() {
        QueuedChange delete = Changes.delete(1, null).in(new TransactionPlace(1, 1, Map.of(PEOPLE.name(), 1L), BEFORE));

        List<SourceRecord> records = records(delete);

        assertThat(records).extracting(SourceRecord::topic).containsExactly("app.tx", "app.main", "app.main", "app.tx");
        assertThat(records)
                .extracting(SourceRecord::sourceOffset)
                .containsExactly(
                        BEFORE.toMap(),
                        BEFORE.toMap(),
                        BEFORE.toMap(),
                        delete.offset().toMap());
        records.forEach(record -> ((QueueRecord) record).confirm());
        assertThat(reached).containsExactly(BEFORE, BEFORE, BEFORE, delete.offset());
    }

    private List<SourceRecord> records(QueueEvent... events) {
        return factory.records(List.of(events));
    }
}
