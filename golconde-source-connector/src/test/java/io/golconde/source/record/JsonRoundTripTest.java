package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonRoundTripTest {
    private final RecordFactory factory = new RecordFactory(
            new SourcePartition("app", "main"),
            TopicNaming.ofTables("app", "beat", "transaction"),
            new EnvelopeFormat(new SourceBlock("app", "shop", "main"), false),
            new RecordChecks(new SizeLimit(SizeLimit.PRODUCER_DEFAULT), ConverterTrial.NONE),
            new AcknowledgedPrefix(offset -> {}));

    @ParameterizedTest
    @EnumSource(WireType.class)
    void everyTypeComesBackAsKeyAsValueAndAsNull(WireType type) {
        TableVersion table = new TableVersion(
                1,
                1,
                TableName.of("public", "one_of_each"),
                List.of(
                        Changes.column("id", type, false, true),
                        Changes.column("filled", type, true, false),
                        Changes.column("empty", type, true, false)));
        Object id = example(type, false);
        Row row = new Row(table.rowColumns(), new @Nullable Object[] {id, example(type, true), null});
        Row key = new Row(table.keyColumns(), new Object[] {id});

        SourceRecord record = record(table, new RowChange.Write(Operation.CREATE, key, row));

        assertThat(throughJson(record.topic(), true, new SchemaAndValue(record.keySchema(), record.key())))
                .isEqualTo(record.key());
        assertThat(throughJson(record.topic(), false, new SchemaAndValue(record.valueSchema(), record.value())))
                .isEqualTo(record.value());
    }

    private SourceRecord record(TableVersion table, RowChange change) {
        QueuedChange queued =
                new QueuedChange(table, change, null, KeyChange.NONE, new Origin(1L, 2, 3, false), Changes.offset(1));
        return new ArrayList<>(factory.records(List.of(queued))).get(0);
    }

    private static Object throughJson(String topic, boolean key, SchemaAndValue given) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", true), key);
            byte[] json = converter.fromConnectData(topic, given.schema(), given.value());
            return converter.toConnectData(topic, json).value();
        }
    }

    private static Object example(WireType type, boolean optional) {
        return switch (type) {
            case BOOLEAN -> true;
            case INT16 -> Short.MIN_VALUE;
            case INT32, DATE -> Integer.MAX_VALUE;
            case INT64, TIMESTAMP -> Long.MIN_VALUE;
            case TIME -> 86_400_000_000L;
            case BYTES -> new byte[] {0, -1, 127};
            case BASE64 -> "AP9/";
            case BASE64_URL_SAFE -> "AP9_";
            case HEX -> "00ff7f";
            case DECIMAL -> new BigDecimal("-123456789012345678901234567890");
            case VARIABLE_DECIMAL ->
                new Struct(type.schema("numeric", optional)).put("scale", 3).put("value", new byte[] {-1, 0});
            case DOUBLE -> 1e-300;
            case MILLI_TIME -> 86_400_000;
            case MILLI_TIMESTAMP -> Long.MAX_VALUE;
            case CONNECT_DATE -> Date.from(Instant.parse("-4712-01-01T00:00:00Z"));
            case CONNECT_TIME -> Date.from(Instant.ofEpochMilli(86_399_999));
            case CONNECT_TIMESTAMP -> Date.from(Instant.parse("+294276-12-31T23:59:59.999Z"));
            case TEXT -> "naïve \"𝄞\"\n";
            case TIMESTAMPTZ -> "2024-02-29T23:59:59.999999Z";
            case UUID -> "00000000-0000-4000-8000-000000000000";
            case JSON -> "{\"a\": [1, null]}";
            case ENUM -> "shipped";
            case LITERAL -> "{1,NULL,3}";
        };
    }
}
