package io.golconde.smt;

import io.golconde.core.envelope.SourceInfo;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The schemas to which tables go under their own names, by the schema or by the database where they are. */
record SchemaRoutes(Map<String, String> bySchema, Map<String, String> byDatabase) {
    static final String SCHEMAS = "schemas";
    static final String DATABASES = "databases";

    static SchemaRoutes of(TransformConfig config) {
        SchemaRoutes routes =
                new SchemaRoutes(parse(SCHEMAS, config.getList(SCHEMAS)), parse(DATABASES, config.getList(DATABASES)));
        if (!routes.bySchema.isEmpty() && !routes.byDatabase.isEmpty()) {
            throw new ConfigException("Only one of schemas and databases can be set: both say to which schema a table"
                    + " goes. Name tables of one schema of one database in tables or pattern");
        }
        return routes;
    }

    boolean isEmpty() {
        return bySchema.isEmpty() && byDatabase.isEmpty();
    }

    /** The destination, null where there is none for the table's schema or database. */
    @Nullable
    String destination(String table, ConnectRecord<?> record) {
        int schemaEnd = table.indexOf('.');
        String schema = byDatabase.isEmpty()
                ? bySchema.get(schemaEnd < 0 ? "" : table.substring(0, schemaEnd))
                : ofDatabase(table, record);
        return schema == null ? null : schema + '.' + table.substring(schemaEnd + 1);
    }

    /** What follows a row without a value, and goes to another table than it, would delete there. */
    private @Nullable String ofDatabase(String table, ConnectRecord<?> record) {
        String database = String.valueOf(Origin.value(SourceInfo.DB, record));
        String schema = byDatabase.get(database);
        if (schema == null && Origin.known(SourceInfo.DB, record) == null) {
            throw new DataException("Only a topic prefix that is listed like a database for [" + DATABASES + " on "
                    + table + "], found: " + (database.isEmpty() ? "no prefix" : database) + ", and a record that does"
                    + " not tell its database (a tombstone or a flat one). List the prefix as well");
        }
        return schema;
    }

    private static Map<String, String> parse(String setting, List<?> entries) {
        Map<String, String> schemas = Pairs.parse(setting, entries);
        schemas.forEach((from, to) -> {
            if (to.contains(".") || (setting.equals(SCHEMAS) && from.contains("."))) {
                throw new ConfigException(setting, from + ":" + to, "must name schemas, without tables");
            }
        });
        return schemas;
    }

    /** Checks the list of a setting. */
    static final class Syntax implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> entries) {
                parse(name, entries);
            }
        }

        @Override
        public String toString() {
            return "source:schema, separated by commas";
        }
    }
}
