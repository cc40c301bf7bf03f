package io.golconde.sink.target;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.TableName;
import io.golconde.sink.record.KeyChooser;
import io.golconde.sink.record.ReadingRules;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tables of topics that are known by name can be written as the settings say. Finds only what no record could
 * change. Asks about all tables at once, and about the keys of as many as there is time for.
 */
final class TableChecks {
    private static final long TIME_FOR_KEYS = Duration.ofSeconds(2).toNanos();

    private final List<String> topics;
    private final ReadingRules rules;
    private final Connection connection;
    private final Catalog catalog;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> keyColumns = new LinkedHashSet<>();

    TableChecks(List<String> topics, ReadingRules rules, Connection connection) {
        this.topics = topics;
        this.rules = rules;
        this.connection = connection;
        this.catalog = new Catalog(() -> connection);
    }

    List<Finding> run() throws SQLException {
        Map<TableName, String> topicsByTable = topicsByTable();
        List<TableName> writable = writable(topicsByTable);
        List<TargetTable> tables = new ArrayList<>();
        long end = System.nanoTime() + TIME_FOR_KEYS;
        for (TableName name : writable) {
            if (System.nanoTime() < end) {
                tables.add(catalog.table(name));
            }
        }
        tables.forEach(this::checkKey);
        for (TargetTable table : tables) {
            rules.mapping()
                    .refusals(table, catalog.defaultSchema())
                    .forEach(refusal -> findings.add(new Finding("table.mapping", refusal + '.')));
        }
        if (tables.size() == topics.size() && !tables.isEmpty()) {
            checkMapping(tables);
        }
        return findings;
    }

    /** The columns of the tables' keys: what pk.fields could be. */
    Collection<String> keyColumns() {
        return keyColumns;
    }

    private Map<TableName, String> topicsByTable() throws SQLException {
        Map<TableName, String> byTable = new LinkedHashMap<>();
        for (String topic : topics) {
            try {
                for (TableName table : rules.destinations(rules.tableName().ofTopic(topic, catalog), catalog)) {
                    byTable.put(table, topic);
                }
            } catch (ConnectException e) {
                findings.add(new Finding("table.name.format", String.valueOf(e.getMessage())));
            }
        }
        return byTable;
    }

    /** The tables that are there; says which are not, or may not be written. */
    private List<TableName> writable(Map<TableName, String> topicsByTable) throws SQLException {
        List<TableName> writable = new ArrayList<>();
        TableRights rights = new TableRights(rules.mode(), rules.deletes());
        for (TableAccess access : rights.of(topicsByTable.keySet(), connection)) {
            String refusal = access.refusal(rules.createTables());
            if (refusal != null) {
                findings.add(new Finding("connection.user", refusal));
            } else if (access.exists()) {
                writable.add(access.table());
            } else if (!rules.createTables()) {
                findings.add(missing(access.table(), topicsByTable.get(access.table())));
            }
        }
        return writable;
    }

    private static Finding missing(TableName table, @Nullable String topic) {
        return new Finding(
                "table.name.format",
                "The target has no table " + table.quoted() + " for topic " + topic
                        + ": create it, set table.name.format so that it names the table meant, or set"
                        + " schema.evolution=basic to have it made.");
    }

    private void checkKey(TargetTable table) {
        String refusal = new KeyChooser(rules.key(), rules.mode()).refusal(table);
        if (refusal != null) {
            findings.add(new Finding(rules.key().fields().isEmpty() ? "pk.mode" : "pk.fields", refusal + '.'));
        }
        table.keys()
                .forEach(key ->
                        key.forEach(column -> keyColumns.add(column.name().name())));
    }

    /** A field may be one of another topic's records; a column that no table has is a slip of the pen. */
    private void checkMapping(List<TargetTable> tables) {
        Set<String> columns = new HashSet<>();
        tables.forEach(table -> table.columns().stream().map(Column::name).forEach(name -> columns.add(name.name())));
        List<String> unknown = rules.names().mapping().values().stream()
                .filter(name -> !columns.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty() && !rules.addsColumns()) {
            findings.add(new Finding(
                    "column.mapping",
                    "None of the tables of the topics has a column " + String.join(", ", unknown)
                            + ": correct the name, or add the column."));
        }
    }
}
