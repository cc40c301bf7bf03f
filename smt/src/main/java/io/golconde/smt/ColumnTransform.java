package io.golconde.smt;

import io.golconde.core.envelope.MarkerKey;
import java.util.Objects;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** A transform of columns: it changes key and rows in one and the same way, or one of the two. */
abstract class ColumnTransform<R extends ConnectRecord<R>> extends TableTransform<R> {
    private final Side side;
    private @Nullable RowMapper keys; // null until configured, as Connect has it
    private @Nullable RowMapper rows;

    ColumnTransform(Side side) {
        this.side = side;
    }

    abstract ColumnNames names(TransformConfig config);

    @Override
    final void prepare(TransformConfig config) {
        ColumnNames names = names(config);
        keys = new RowMapper(names, side == Side.BOTH);
        rows = new RowMapper(names, false);
    }

    @Override
    final R transform(R record) {
        return with(key(record), value(record), record);
    }

    private SchemaAndValue key(R record) {
        boolean row = RowMapper.isRow(record.keySchema(), record.key());
        if (!row && side == Side.KEY) {
            throw notARow("key", record, record.key());
        }
        // beside a row, a key without columns (one long, say) has nothing to change
        return row && side.hasKey() && MarkerKey.kind(record.key()) == null
                ? Objects.requireNonNull(keys).map(record.keySchema(), record.key(), record)
                : keyOf(record);
    }

    private SchemaAndValue value(R record) {
        if (!side.hasValue()) {
            return valueOf(record);
        }
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        return Objects.requireNonNull(rows).map(record.valueSchema(), record.value(), record);
    }
}
