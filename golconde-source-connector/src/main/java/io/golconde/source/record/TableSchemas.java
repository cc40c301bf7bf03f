package io.golconde.source.record;

import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.TableVersion;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The schemas of a table's key and rows. Outside the key every column is optional, NOT NULL or not: a delete's {@code
 * before} may hold the key only, and a column that is added or dropped later stays compatible for a schema registry.
 */
final class TableSchemas {
    private static final String KEY_SUFFIX = ".Key";
    private static final String ROW_SUFFIX = ".Value";

    private TableSchemas() {}

    static Schema key(String topic, TableVersion table) {
        SchemaBuilder key = SchemaBuilder.struct().name(topic + KEY_SUFFIX).version(1);
        table.columns().stream().filter(CapturedColumn::key).forEach(column -> add(column, key));
        return key.build();
    }

    /** A row, to be made optional or given more fields. */
    static SchemaBuilder row(String topic, TableVersion table) {
        SchemaBuilder row = SchemaBuilder.struct().name(topic + ROW_SUFFIX).version(1);
        table.columns().forEach(column -> add(column, row));
        return row;
    }

    private static void add(CapturedColumn column, SchemaBuilder struct) {
        struct.field(column.name().name(), column.schema());
    }
}
