package io.golconde.smt;

import io.golconde.core.config.ProjectVersion;
import io.golconde.core.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Sends the records of a source table to a destination table: it sets the topic to {@code schema.table} (or {@code
 * table}), which is what a sink reads the table from. Truncates and tombstones go with the rows; records of tables
 * without a destination pass unchanged.
 */
public final class RouteTable<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final String TABLES = "tables";
    private static final int KNOWN_TABLES = 1_000;
    static final ConfigDef DEFINITION = Replacement.define(
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
            .definition();

    private final Cache<String, Optional<String>> destinations = new LRUCache<>(KNOWN_TABLES);
    private Routes routes = new Routes(Map.of(), null);

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
    }

    @Override
    public R apply(R record) {
        if (!SourceTable.has(record)) {
            return record;
        }
        String table = SourceTable.of(record);
        Optional<String> destination = destinations.get(table);
        if (destination == null) {
            destination = routes.destination(table);
            destinations.put(table, destination);
        }
        return destination.map(topic -> moved(record, topic)).orElse(record);
    }

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public void close() {}

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
