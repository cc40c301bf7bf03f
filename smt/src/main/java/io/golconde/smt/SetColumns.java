package io.golconde.smt;

import io.golconde.core.config.Settings;
import io.golconde.core.envelope.MarkerKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Gives a row (flat, or both rows of an envelope) columns with a constant, or with a fact about the change. */
public final class SetColumns<R extends ConnectRecord<R>> extends TableTransform<R> {
    private static final String CONSTANTS = "constants";
    private static final String FACTS = "facts";
    static final ConfigDef DEFINITION = withTable(
            new Settings()
                    .setting(
                            CONSTANTS,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new ColumnSetter.Constants(),
                            "Columns that hold the same text in all rows, as site:north,kind:order.")
                    .setting(
                            FACTS,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new ColumnSetter.Facts(),
                            "Columns that hold something about the change, as changed_at:time,origin:server. There are time (when "
                                    + "the row was changed, a timestamp with time zone), operation (c, r, u or d), server (the "
                                    + "topic prefix), database, schema, table, transaction, lsn (both numbers) and topic."),
            SetColumns::new);

    private RowSetter setter = new RowSetter(Map.of());

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    void prepare(TransformConfig config) {
        Map<String, ColumnSetter> setters = new LinkedHashMap<>();
        Stream.of(
                        ColumnSetter.constants(CONSTANTS, config.getList(CONSTANTS)),
                        ColumnSetter.facts(FACTS, config.getList(FACTS)))
                .flatMap(List::stream)
                .forEach(column -> {
                    if (setters.put(column.column(), column) != null) {
                        throw new ConfigException(FACTS, column.column(), "is set by " + CONSTANTS + ", too");
                    }
                });
        if (setters.isEmpty()) {
            throw new ConfigException("Either constants or facts has to set a column");
        }
        setter = new RowSetter(setters);
    }

    @Override
    R transform(R record) {
        if (record.value() == null || MarkerKey.kind(record.key()) != null) {
            return record;
        }
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        refuseKeyColumns(record);
        return with(keyOf(record), setter.set(record), record);
    }

    private void refuseKeyColumns(ConnectRecord<?> record) {
        for (String column : setter.columns()) {
            if (isIn(record.key(), column)) {
                throw new DataException("Only columns outside the key for [constants and facts on "
                        + SourceTable.of(record) + "], found: " + column + " in the key");
            }
        }
    }

    /** Whether a key has the column, or a field to which the path leads. */
    private static boolean isIn(@Nullable Object key, String column) {
        Set<?> columns = Set.of();
        if (key instanceof Struct struct) {
            columns = struct.schema().fields().stream().map(Field::name).collect(Collectors.toSet());
        } else if (key instanceof Map<?, ?> map) {
            columns = map.keySet();
        }
        return columns.contains(column)
                || columns.stream()
                        .map(Object::toString)
                        .anyMatch(name -> column.startsWith(Paths.into(name))
                                && (Document.get(key, name) instanceof Struct
                                        || Document.get(key, name) instanceof Map));
    }
}
