package io.golconde.source.record;

import io.golconde.core.envelope.EndMarker;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.LeftOut;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TableVersion;
import io.golconde.source.queue.TransactionPlace;
import io.golconde.source.queue.WindowEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of what a queue hands out. Topics and schemas are made once per version of a table. */
public final class RecordFactory implements AutoCloseable {
    private static final String TS_MS = "ts_ms";
    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name("io.golconde.Heartbeat")
            .version(1)
            .field(TS_MS, Schema.INT64_SCHEMA)
            .build();

    private final SourcePartition queue;
    private final Map<String, String> partition;
    private final TopicNaming topics;
    private final ValueFormat format;
    private final RecordChecks checks;
    private final AcknowledgedPrefix prefix;
    private final Map<Integer, TableRecords> tables = new HashMap<>();

    /**
     * @param prefix numbers the records, in the order in which they are made
     */
    public RecordFactory(
            SourcePartition queue,
            TopicNaming topics,
            ValueFormat format,
            RecordChecks checks,
            AcknowledgedPrefix prefix) {
        this.queue = queue;
        this.partition = queue.toMap();
        this.topics = topics;
        this.format = format;
        this.checks = checks;
        this.prefix = prefix;
    }

    /** Makes no records any more. */
    @Override
    public void close() {
        checks.converters().close();
    }

    /** The records of the events, in order. */
    public List<SourceRecord> records(List<QueueEvent> events) {
        List<SourceRecord> records = new ArrayList<>(events.size());
        for (QueueEvent event : events) {
            if (event instanceof QueuedChange change && Command.is(change)) {
                records.add(command(change.offset(), Command.of(change)));
            } else if (event instanceof QueuedChange change && change.table().isOfMessages()) {
                records.add(message(change.offset(), Message.of(change)));
            } else if (event instanceof QueuedChange change) {
                addChange(change, records);
            } else if (event instanceof WindowEnd end) {
                records.add(end(end.offset()));
            } else if (event instanceof LeftOut passed) {
                prefix.pass(passed.offset());
            } else if (event instanceof Heartbeat heartbeat) {
                records.add(heartbeat(heartbeat.offset()));
            }
        }
        return records;
    }

    /** Of several records for a change, only the last one says that the change is done with. */
    private void addChange(QueuedChange change, List<SourceRecord> records) {
        TransactionPlace place = change.transaction();
        if (place == null) {
            addRow(change, change.offset(), change.offset(), records);
            return;
        }
        Map<TableName, Long> counts = place.counts();
        SchemaAndValue key = TransactionRecords.key(change);
        if (place.isFirst()) {
            records.add(record(place.before(), topics.transactions(), key, TransactionRecords.begin(change)));
        }
        addRow(change, place.before(), counts == null ? change.offset() : place.before(), records);
        if (counts != null) {
            records.add(record(change.offset(), topics.transactions(), key, TransactionRecords.end(change, counts)));
        }
    }

    private void addRow(QueuedChange change, SourceOffset early, SourceOffset last, List<SourceRecord> records) {
        TableRecords table = table(change.table());
        SchemaAndValue key = table.key(change.change());
        SchemaAndValue value = table.value(change);
        if (value.value() != null) {
            checks.size().check(change);
        }
        checks.converters().check(change.table(), table.destination().topic(), key, value);
        boolean tombstone = format.tombstoneFollows() && change.change().operation() == Operation.DELETE;
        records.add(record(tombstone ? early : last, table.destination(), key, value));
        if (tombstone) {
            records.add(record(last, table.destination(), key, SchemaAndValue.NULL));
        }
    }

    private SourceRecord message(SourceOffset offset, Message message) {
        checks.size().check(message);
        SourceRecord record =
                record(offset, Destination.byKey(message.topic()), message.recordKey(), message.recordValue());
        message.headers().forEach(record.headers()::addString);
        return record;
    }

    private SourceRecord command(SourceOffset offset, Command command) {
        checks.size().check(command);
        return record(offset, topics.commands(), marker(MarkerKey.COMMAND), command.recordValue(queue));
    }

    private SourceRecord heartbeat(SourceOffset offset) {
        Struct beat = new Struct(HEARTBEAT).put(TS_MS, System.currentTimeMillis());
        return record(offset, topics.heartbeats(), marker(MarkerKey.HEARTBEAT), new SchemaAndValue(HEARTBEAT, beat));
    }

    private SourceRecord end(SourceOffset offset) {
        Struct end = new Struct(EndMarker.SCHEMA)
                .put(SourceInfo.NAME, queue.server())
                .put(SourceInfo.QUEUE, queue.queue())
                .put(SourceInfo.EPOCH, offset.epoch())
                .put(EndMarker.WINDOW, offset.window())
                .put(SourceInfo.TS_MS, System.currentTimeMillis());
        return record(offset, topics.shared(), marker(MarkerKey.END), new SchemaAndValue(EndMarker.SCHEMA, end));
    }

    private SourceRecord record(SourceOffset offset, Destination to, SchemaAndValue key, SchemaAndValue value) {
        return new QueueRecord(partition, prefix.number(offset), to, key, value);
    }

    private TableRecords table(TableVersion version) {
        TableRecords known = tables.get(version.tableId());
        if (known != null && known.version() == version) {
            return known;
        }
        String topic = topics.of(version);
        String name = SchemaName.of(topic);
        StructWriter keys = new StructWriter(TableSchemas.key(name, version), version.keyColumns());
        TableRecords made = new TableRecords(version, topics.destination(topic), keys, format.writer(name, version));
        tables.put(version.tableId(), made);
        return made;
    }

    private static SchemaAndValue marker(String kind) {
        return new SchemaAndValue(MarkerKey.SCHEMA, MarkerKey.of(kind));
    }

    /** What all records of one version of one table share. */
    private record TableRecords(
            TableVersion version, Destination destination, StructWriter keys, ValueFormat.Writer values) {
        SchemaAndValue key(RowChange change) {
            if (change instanceof RowChange.Write write) {
                return rowKey(write.key());
            }
            return change instanceof RowChange.Delete delete ? rowKey(delete.key()) : marker(MarkerKey.TRUNCATE);
        }

        private SchemaAndValue rowKey(@Nullable Row key) {
            return key == null ? SchemaAndValue.NULL : new SchemaAndValue(keys.schema(), keys.write(key));
        }

        SchemaAndValue value(QueuedChange change) {
            Struct value = values.write(change);
            return value == null ? SchemaAndValue.NULL : new SchemaAndValue(values.schema(), value);
        }
    }
}
