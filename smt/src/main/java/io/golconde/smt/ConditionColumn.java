package io.golconde.smt;

import io.golconde.core.type.WireType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A column of a row, as a comparison asks about it. */
record ConditionColumn(ConditionRow row, String name, Sign sign) {
    /** Null in a row without a schema. */
    @Nullable
    Schema schema() {
        return row.schema(name);
    }

    /** The PostgreSQL type in upper case of values that travel as text, null of others. */
    @Nullable
    String sourceType() {
        Schema schema = schema();
        return schema == null || schema.parameters() == null
                ? null
                : schema.parameters().get(WireType.SOURCE_TYPE);
    }

    DataException refusal(String only, Object value) {
        Schema schema = schema();
        String type = schema == null
                ? value.getClass().getSimpleName()
                : schema.type().toString();
        String name = schema == null || schema.name() == null ? "" : " (" + schema.name() + ")";
        return row.refusal(only, this.name + " of type " + type + name);
    }
}
