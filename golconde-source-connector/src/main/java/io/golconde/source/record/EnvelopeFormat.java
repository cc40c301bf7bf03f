package io.golconde.source.record;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Values are envelopes: the row before and after, what was done, and where it comes from.
 *
 * @param tombstoneFollows whether a delete is followed by a record that lets compaction forget the key
 */
public record EnvelopeFormat(SourceBlock source, boolean tombstoneFollows) implements ValueFormat {
    @Override
    public Writer writer(String topic, TableVersion table) {
        return new EnvelopeWriter(topic, table, source);
    }

    private static final class EnvelopeWriter implements Writer {
        private final Schema schema;
        private final Schema transaction;
        private final StructWriter rows;
        private final StructWriter keys;
        private final SourceBlock source;

        EnvelopeWriter(String topic, TableVersion table, SourceBlock source) {
            Schema row = TableSchemas.row(topic, table).optional().build();
            this.schema = Envelope.schema(topic, row);
            this.transaction = schema.field(Envelope.TRANSACTION).schema();
            this.rows = new StructWriter(row, table.rowColumns());
            this.keys = new StructWriter(row, table.keyColumns());
            this.source = source;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public Struct write(QueuedChange change) {
            Struct envelope = new Struct(schema)
                    .put(Envelope.SOURCE, source.write(change))
                    .put(Envelope.OP, change.change().operation().code())
                    .put(Envelope.TS_MS, System.currentTimeMillis())
                    .put(Envelope.TRANSACTION, TransactionRecords.block(transaction, change));
            if (change.change() instanceof RowChange.Write write) {
                envelope.put(Envelope.AFTER, rows.write(write.row()));
            }
            if (change.before() != null) {
                envelope.put(Envelope.BEFORE, rows.write(change.before()));
            } else if (change.change() instanceof RowChange.Delete delete) {
                envelope.put(Envelope.BEFORE, keys.write(delete.key()));
            }
            return envelope;
        }
    }
}
