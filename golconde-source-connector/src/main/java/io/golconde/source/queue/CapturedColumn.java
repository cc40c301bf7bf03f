package io.golconde.source.queue;

import io.golconde.core.sql.Identifier;
import io.golconde.core.type.ColumnReader;
import io.golconde.core.type.StoredType;
import io.golconde.core.type.WireType;
import org.apache.kafka.connect.data.Schema;

/**
 * One column of a captured table.
 *
 * @param optional whether it may be NULL
 * @param key whether it belongs to the key
 */
public record CapturedColumn(Identifier name, WireType type, StoredType stored, boolean optional, boolean key) {
    /** Outside the key every column is optional, NOT NULL or not. */
    public Schema schema() {
        return type.schema(stored, optional || !key);
    }

    public ColumnReader reader() {
        return type.reader(schema());
    }
}
