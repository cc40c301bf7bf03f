package io.golconde.smt;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.Settings;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A transform of the records about some tables, or about all; other records pass. */
abstract class TableTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final String TABLE = "table";

    private TableFilter tables = new TableFilter(null);

    /** Adds what all these transforms have. */
    static ConfigDef withTable(Settings settings, Supplier<? extends TableTransform<?>> transform) {
        return WholeCheck.define(
                settings.definition(),
                TABLE,
                new Regex(),
                "The source tables to act on; it has to match the whole of schema.table and ignores case. "
                        + "All tables, when it is not set.",
                transform);
    }

    /** Takes the settings in; refuses them with a ConfigException that names the wrong one. */
    void prepare(TransformConfig config) {
        // some have no settings of their own
    }

    /** What becomes of a record about one of the tables: a row, a delete, a tombstone or a truncate; null drops it. */
    abstract @Nullable R transform(R record);

    @Override
    public final void configure(Map<String, ?> settings) {
        TransformConfig config = new TransformConfig(config(), settings);
        tables = new TableFilter(Regex.compile(TABLE, config.getString(TABLE)));
        prepare(config);
    }

    @Override
    @SuppressWarnings("NullAway") // Connect drops a record for which there is null
    public final R apply(R record) {
        return tables.accepts(record) ? transform(record) : record;
    }

    @Override
    public final String version() {
        return ProjectVersion.get();
    }

    @Override
    public final void close() {}

    /** The record with this key and value; the same record where they are the same. */
    static <R extends ConnectRecord<R>> R with(SchemaAndValue key, SchemaAndValue value, R record) {
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

    static SchemaAndValue keyOf(ConnectRecord<?> record) {
        return new SchemaAndValue(record.keySchema(), record.key());
    }

    static SchemaAndValue valueOf(ConnectRecord<?> record) {
        return new SchemaAndValue(record.valueSchema(), record.value());
    }

    static DataException notARow(String part, ConnectRecord<?> record, @Nullable Object found) {
        String purpose = "columns in the " + part + " of " + SourceTable.of(record);
        return new DataException("Only a Struct or a Map for [" + purpose + "], found: "
                + Objects.requireNonNull(found).getClass().getName());
    }
}
