package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final TableVersion MESSAGES = new TableVersion(
            2,
            1,
            TableName.of("golconde", "message"),
            List.of(
                    Changes.column("topic", WireType.TEXT, false, false),
                    Changes.column("key", WireType.TEXT, true, false),
                    Changes.column("payload", WireType.JSON, true, false),
                    Changes.column("headers", WireType.TEXT, true, false)));

    private final RecordFactory factory = new RecordFactory(
            new SourcePartition("app", "main"),
            TopicNaming.ofQueue("app", "beat", "transaction", "main"),
            new FlatFormat(new SourceBlock("app", "shop", "main"), List.of()),
            new RecordChecks(new SizeLimit(100), ConverterTrial.NONE),
            new AcknowledgedPrefix(offset -> {}));

    @Test
    void goesToItsOwnTopicInEveryLayoutAndForm() {
        SourceRecord record = record("orders", "1", "{}", null);

        assertThat(record.topic()).isEqualTo("orders");
        assertThat(record.kafkaPartition()).isNull();
        assertThat(record.key()).isEqualTo("1");
        assertThat(record.value()).isEqualTo("{}");
        assertThat(record.valueSchema().name()).isEqualTo("io.debezium.data.Json");
        assertThat(record.headers()).isEmpty();
    }

    @Test
    void mayHaveNoKeyOrBeATombstone() {
        assertThat(record("orders", null, "{}", null).keySchema()).isNull();
        assertThat(record("orders", "1", null, null).valueSchema()).isNull();
    }

    @Test
    void readsHeadersAsTheyAreQueued() {
        SourceRecord record = record("orders", "1", "{}", "a%2Cb%3D%25=1%2C2=%25,none,empty=,%252C=%253D");

        assertThat(record.headers()).extracting(Header::key).containsExactly("a,b=%", "none", "empty", "%2C");
        assertThat(record.headers()).extracting(Header::value).containsExactly("1,2=%", null, "", "%3D");
    }

    @Test
    void isRefusedWithItsTopicWhereTheProducerWouldRefuseIt() {
        assertThatThrownBy(() -> record("orders", "1", "x".repeat(101), null))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("A message for topic orders makes a record of at least 101 bytes")
                .hasMessageContaining("max.request.size")
                .hasMessageNotContaining("xx");
    }

    private SourceRecord record(
            String topic, @Nullable String key, @Nullable String payload, @Nullable String headers) {
        Row row = new Row(MESSAGES.rowColumns(), new @Nullable Object[] {topic, key, payload, headers});
        QueuedChange queued = new QueuedChange(
                MESSAGES,
                new RowChange.Write(Operation.CREATE, null, row),
                null,
                KeyChange.NONE,
                new Origin(1L, 2, 3, false),
                Changes.offset(1));
        return factory.records(List.of(queued)).get(0);
    }
}
