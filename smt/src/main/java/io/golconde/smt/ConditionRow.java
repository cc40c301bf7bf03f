package io.golconde.smt;

import io.golconde.core.config.NearestName;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A row that a condition is asked of, a struct or a map.
 *
 * @param record where it comes from, for messages
 */
record ConditionRow(Object row, Unavailable unavailable, ConnectRecord<?> record) {
    /** The value of a column; one that the row does not have is refused. */
    @Nullable
    Object get(String column) {
        if (row instanceof Struct struct) {
            return Document.get(struct, field(struct, column));
        }
        Map<?, ?> map = (Map<?, ?>) row;
        if (!map.containsKey(column)) {
            throw unknown(column, map.keySet().stream().map(Object::toString).toList());
        }
        return map.get(column);
    }

    /** The same, refused where Debezium did not send it. */
    @Nullable
    Object known(String column) {
        Object value = get(column);
        if (value != null && unavailable.is(value)) {
            throw refusal("values that were sent", column + ", a large value that was not changed");
        }
        return value;
    }

    /** Null in a row without one. */
    @Nullable
    Schema schema(String column) {
        return row instanceof Struct struct ? field(struct, column).schema() : null;
    }

    DataException refusal(String only, String found) {
        return new DataException("Only " + only + " for [" + FilterChanges.CONDITION + " on " + SourceTable.of(record)
                + "], found: " + found);
    }

    private Field field(Struct struct, String column) {
        Field field = struct.schema().field(column);
        if (field == null) {
            throw unknown(
                    column, struct.schema().fields().stream().map(Field::name).toList());
        }
        return field;
    }

    private DataException unknown(String column, Collection<String> columns) {
        return refusal(
                "columns of the row",
                column + "; "
                        + (columns.isEmpty()
                                ? "it has none"
                                : "the nearest is "
                                        + NearestName.of(column, columns, 1).get(0)));
    }
}
