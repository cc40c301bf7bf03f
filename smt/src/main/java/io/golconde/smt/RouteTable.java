package io.golconde.smt;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.Settings;
import io.golconde.core.envelope.MarkerKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of a source table to a destination table: it sets the topic to {@code schema.table} (or {@code
 * table}), which is what a sink reads the table from. Truncates and tombstones go with the rows; records of tables
 * without a destination pass unchanged.
 */
public final class RouteTable<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final String TABLES = "tables";
    private static final String COLUMN = "column";
    private static final int KNOWN_TABLES = 1_000;
    static final ConfigDef DEFINITION = WholeCheck.define(
            Replacement.define(
                            new Settings()
                                    .setting(
                                            TABLES,
                                            ConfigDef.Type.LIST,
                                            List.of(),
                                            new Routes.Syntax(),
                                            "Destination tables by source table, as public.orders:sales.order_list. A destination "
                                                    + "without a schema is found on the target's search path."),
                            "Source tables that have no entry in tables; it has to match the whole of schema.table and ignores "
                                    + "case.",
                            "The destination of a table that pattern matches, as schema.table or table; $1 is the pattern's "
                                    + "first group.")
                    .definition(),
            COLUMN,
            null,
            "A column of the key by whose value rows go to different tables: what tables lists and pattern matches "
                    + "is then schema.table=value, as public.orders=north.",
            RouteTable::new);

    private final Cache<String, Optional<String>> destinations = new LRUCache<>(KNOWN_TABLES);
    private Routes routes = new Routes(Map.of(), null);
    private @Nullable String column;

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        TransformConfig config = new TransformConfig(DEFINITION, settings);
        Map<String, String> tables = Routes.tables(TABLES, config.getList(TABLES));
        Replacement rule = Replacement.of(config);
        if (rule == null && tables.isEmpty()) {
            throw new ConfigException("Either tables, or pattern and replacement, have to be set");
        }
        routes = new Routes(tables, rule);
        column = config.getString(COLUMN);
    }

    @Override
    public R apply(R record) {
        if (!SourceTable.has(record)) {
            return record;
        }
        String table = SourceTable.of(record);
        String name = column == null ? table : table + Routes.VALUE + value(column, table, record);
        Optional<String> destination = destinations.get(name);
        if (destination == null) {
            destination = routes.destination(name);
            destinations.put(name, destination);
        }
        return destination.map(topic -> moved(record, topic)).orElse(record);
    }

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public void close() {}

    /** Only a change of the key comes as two records, of which each goes to the table where its row is. */
    private static String value(String column, String table, ConnectRecord<?> record) {
        if (MarkerKey.kind(record.key()) != null) {
            throw new DataException("Only changes of rows for [" + COLUMN + " on " + table
                    + "], found: a truncate, which is about all destinations; FilterChanges can leave it out");
        }
        Object value = Document.get(record.key(), column);
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new DataException("Only a column of the key that is a text, a number or a boolean for [" + COLUMN + " on "
                + table + "], found: " + column + ". By other columns: one sink connector for each destination, with"
                + " FilterChanges, which deletes a row where it no longer belongs");
    }

    private R moved(R record, String topic) {
        return record.newRecord(
                topic,
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }
}
