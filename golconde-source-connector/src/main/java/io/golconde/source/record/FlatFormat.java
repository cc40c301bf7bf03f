package io.golconde.source.record;

import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.TableVersion;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Values are rows, with the added fields at their end; null for a delete, and for a truncate, whose key tells it. */
public record FlatFormat(SourceBlock source, List<AddedField> added) implements ValueFormat {
    @Override
    public Writer writer(String topic, TableVersion table) {
        return new FlatWriter(
                topic, table, added.stream().map(field -> field.in(source)).toList());
    }

    /** A delete is a tombstone already. */
    @Override
    public boolean tombstoneFollows() {
        return false;
    }

    private static final class FlatWriter implements Writer {
        private final StructWriter rows;
        private final List<ChangeField> added;

        FlatWriter(String topic, TableVersion table, List<ChangeField> added) {
            SchemaBuilder row = TableSchemas.row(topic, table);
            added.forEach(field -> row.field(field.name(), field.schema()));
            this.rows = new StructWriter(row.build(), table.rowColumns());
            this.added = added;
        }

        @Override
        public Schema schema() {
            return rows.schema();
        }

        @Override
        public @Nullable Struct write(QueuedChange change) {
            if (!(change.change() instanceof RowChange.Write write)) {
                return null;
            }
            Struct struct = rows.write(write.row());
            added.forEach(field -> struct.put(field.name(), field.value().of(change)));
            return struct;
        }
    }
}
