package io.golconde.source.record;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes rows of one set of columns into structs of one schema, which may have further fields. */
final class StructWriter {
    private final Schema schema;
    private final Columns columns;
    private final Field[] fields;

    StructWriter(Schema schema, Columns columns) {
        this.schema = schema;
        this.columns = columns;
        this.fields = columns.names().stream().map(schema::field).toArray(Field[]::new);
    }

    Schema schema() {
        return schema;
    }

    Struct write(Row row) {
        if (!row.columns().equals(columns)) {
            throw new IllegalArgumentException("Only rows of " + columns + " can be written, found: " + row);
        }
        Struct struct = new Struct(schema);
        for (int i = 0; i < fields.length; i++) {
            struct.put(fields[i], row.value(i));
        }
        return struct;
    }
}
