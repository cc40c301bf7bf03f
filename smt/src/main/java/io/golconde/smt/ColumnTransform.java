package io.golconde.smt;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.Settings;
import io.golconde.core.envelope.MarkerKey;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A transform of columns: it changes key and rows in one and the same way, or one of the two. */
abstract class ColumnTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final String TABLE = "table";

    private final Side side;
    private TableFilter tables = new TableFilter(null);
    private @Nullable RowMapper keys; // null until configured, as Connect has it
    private @Nullable RowMapper rows;

    ColumnTransform(Side side) {
        this.side = side;
    }

    /** Adds what all column transforms have. */
    static ConfigDef withTable(Settings settings) {
        return settings.setting(
                        TABLE,
                        ConfigDef.Type.STRING,
                        null,
                        new Regex(),
                        "The source tables to act on; it has to match the whole of schema.table and ignores case. "
                                + "All tables, when it is not set.")
                .definition();
    }

    abstract ColumnNames names(TransformConfig config);

    @Override
    public final void configure(Map<String, ?> settings) {
        TransformConfig config = new TransformConfig(config(), settings);
        ColumnNames names = names(config);
        tables = new TableFilter(Regex.compile(TABLE, config.getString(TABLE)));
        keys = new RowMapper(names, side == Side.BOTH);
        rows = new RowMapper(names, false);
    }

    @Override
    public final R apply(R record) {
        if (!tables.accepts(record)) {
            return record;
        }
        SchemaAndValue key = key(record);
        SchemaAndValue value = value(record);
        boolean same = key.value() == record.key()
                && key.schema() == record.keySchema()
                && value.value() == record.value()
                && value.schema() == record.valueSchema();
        return same
                ? record
                : record.newRecord(
                        record.topic(),
                        record.kafkaPartition(),
                        key.schema(),
                        key.value(),
                        value.schema(),
                        value.value(),
                        record.timestamp());
    }

    @Override
    public final String version() {
        return ProjectVersion.get();
    }

    @Override
    public final void close() {}

    private SchemaAndValue key(R record) {
        boolean row = RowMapper.isRow(record.keySchema(), record.key());
        if (!row && side == Side.KEY) {
            throw notARow("key", record, record.key());
        }
        // beside a row, a key without columns (one long, say) has nothing to change
        return row && side.hasKey() && MarkerKey.kind(record.key()) == null
                ? Objects.requireNonNull(keys).map(record.keySchema(), record.key(), record)
                : new SchemaAndValue(record.keySchema(), record.key());
    }

    private SchemaAndValue value(R record) {
        if (!side.hasValue()) {
            return new SchemaAndValue(record.valueSchema(), record.value());
        }
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        return Objects.requireNonNull(rows).map(record.valueSchema(), record.value(), record);
    }

    private static DataException notARow(String part, ConnectRecord<?> record, @Nullable Object found) {
        String purpose = "columns in the " + part + " of " + SourceTable.of(record);
        return new DataException("Only a Struct or a Map for [" + purpose + "], found: "
                + Objects.requireNonNull(found).getClass().getName());
    }
}
