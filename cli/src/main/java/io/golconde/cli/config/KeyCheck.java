package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Destination;
import io.golconde.cli.config.Plan.Table;
import io.golconde.core.sql.Identifier;
import io.golconde.source.KeyColumns;
import io.golconde.source.install.NamedKeys;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Whether the columns that a destination takes of a table have the table's key among them, by what the transforms say to a
 * key of the source database as it is now, or that {@code message.key.columns} names.
 *
 * @param keys the key's columns by {@code schema.table}, of the tables that have one
 */
record KeyCheck(Plan plan, Map<String, List<String>> keys) {
    private static final List<TableRule> LEAVING_OUT = List.of(TableRule.SELECT, TableRule.EXCLUDE);

    private static final String KEYS = """
            SELECT n.nspname || '.' || c.relname,
                   (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum = ANY ((i.indkey::smallint[])[0:i.indnkeyatts - 1]))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind IN ('r', 'p')""";

    private static final String NAMED_KEYS = "message.key.columns";

    /** What has to be changed; nothing where the source database cannot be asked. */
    static List<String> problems(Plan plan, Connector source) {
        References references = References.resolve(source.config());
        if (references.unread().stream().anyMatch(name -> name.startsWith("connection."))) {
            return List.of();
        }
        try (Connection connection = references.database().open()) {
            return new KeyCheck(plan, keys(connection, named(source))).problems();
        } catch (SQLException e) { // of which the source connector's own check tells
            return List.of();
        }
    }

    /** Keys that the source connector is told of; none where it refuses them. */
    private static NamedKeys named(Connector source) {
        try {
            return KeyColumns.parse(NAMED_KEYS, source.config().getOrDefault(NAMED_KEYS, ""));
        } catch (ConfigException e) { // of which the source connector's own check tells
            return NamedKeys.NONE;
        }
    }

    private static Map<String, List<String>> keys(Connection connection, NamedKeys named) throws SQLException {
        Map<String, List<String>> keys = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                String table = row.getString(1);
                Array primary = row.getArray(2);
                List<String> key = primary == null
                        ? named.of(table).stream().map(Identifier::name).toList()
                        : List.of((String[]) primary.getArray());
                if (!key.isEmpty()) {
                    keys.put(table, key);
                }
            }
        }
        return keys;
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Destination destination : plan.destinations()) {
            String connector = plan.source().name() + "-to-" + destination.name();
            for (Table table : destination.tables()) {
                for (TableRule rule : LEAVING_OUT) {
                    for (Step step : table.steps().getOrDefault(rule, List.of())) {
                        problems.addAll(problems(connector, table, rule, step));
                    }
                }
            }
        }
        return problems;
    }

    private List<String> problems(String connector, Table table, TableRule rule, Step step) {
        List<String> problems = new ArrayList<>();
        Pattern names = Pattern.compile(table.from().regex(), Pattern.CASE_INSENSITIVE);
        keys.forEach((name, columns) -> {
            if (names.matcher(name).matches()) {
                try (Transformation<SinkRecord> transform = rule.transform()) {
                    transform.configure(step.settings());
                    transform.apply(delete(name, columns));
                } catch (DataException e) {
                    problems.add(connector + ": " + rule.key() + " of " + name + ": " + e.getMessage());
                }
            }
        });
        return problems;
    }

    /** A record that has nothing but a key. */
    private SinkRecord delete(String table, List<String> columns) {
        Map<String, Object> key = new LinkedHashMap<>();
        columns.forEach(column -> key.put(column, 0L));
        String topic = new TablePattern(table).topic(plan.source().name(), false);
        return new SinkRecord(topic, 0, null, Collections.unmodifiableMap(key), null, null, 0);
    }
}
