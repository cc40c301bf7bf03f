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
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of a source table to a destination table: it sets the topic to {@code schema.table} (or {@code
 * table}), which is what a sink reads the table from. Truncates and tombstones go with the rows; records of tables
 * without a destination pass unchanged.
 */
public final class RouteTable<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final String TABLES = "tables";
    private static final String HEADER = "header";
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
                    .setting(
                            SchemaRoutes.SCHEMAS,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new SchemaRoutes.Syntax(),
                            "Destination schemas by source schema, as public:sales, for tables that neither tables nor "
                                    + "pattern sends elsewhere; they keep their names.")
                    .setting(
                            SchemaRoutes.DATABASES,
                            ConfigDef.Type.LIST,
                            List.of(),
                            new SchemaRoutes.Syntax(),
                            "The same by source database, as shop_north:north,shop_south:south. For tombstones and flat "
                                    + "records, which do not tell it, topic.prefix stands for it: where that is another "
                                    + "name, list it as well.")
                    .setting(
                            HEADER,
                            ConfigDef.Type.STRING,
                            null,
                            "A header by whose value rows go to different tables: what tables lists and pattern matches "
                                    + "is then schema.table=value, as public.orders=north.")
                    .definition(),
            COLUMN,
            null,
            "The same by a column of the key.",
            RouteTable::new);

    private final Cache<String, Optional<String>> destinations = new LRUCache<>(KNOWN_TABLES);
    private Routes routes = new Routes(Map.of(), null);
    private SchemaRoutes schemas = new SchemaRoutes(Map.of(), Map.of());
    private @Nullable RowValue value;

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        TransformConfig config = new TransformConfig(DEFINITION, settings);
        Map<String, String> tables = Routes.tables(TABLES, config.getList(TABLES));
        Replacement rule = Replacement.of(config);
        schemas = SchemaRoutes.of(config);
        if (rule == null && tables.isEmpty() && schemas.isEmpty()) {
            throw new ConfigException(
                    "Either tables, or pattern and replacement, or schemas or databases, have to be set");
        }
        routes = new Routes(tables, rule);
        value = value(config.getString(HEADER), config.getString(COLUMN));
        if (value != null && rule == null && tables.isEmpty()) {
            throw new ConfigException("header and column need tables or pattern, which say where rows of a value go");
        }
    }

    private static @Nullable RowValue value(@Nullable String header, @Nullable String column) {
        if (header != null && column != null) {
            throw new ConfigException("Only one of header and column can be set");
        }
        if (header != null) {
            return new RowValue.HeaderValue(HEADER, header);
        }
        return column == null ? null : new RowValue.KeyColumn(COLUMN, column);
    }

    @Override
    public R apply(R record) {
        if (!SourceTable.has(record)) {
            return record;
        }
        String table = SourceTable.of(record);
        String destination = listed(value == null ? table : table + Routes.VALUE + value.of(table, record));
        if (destination == null && !schemas.isEmpty()) {
            destination = schemas.destination(table, record);
        }
        return destination == null ? record : moved(record, destination);
    }

    private @Nullable String listed(String name) {
        Optional<String> destination = destinations.get(name);
        if (destination == null) {
            destination = routes.destination(name);
            destinations.put(name, destination);
        }
        return destination.orElse(null);
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
