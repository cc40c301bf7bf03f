package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** One {@link KeyedTable} for all changes of a table that have the same key. */
final class KeyedTables {
    private final @Nullable String versionColumn;
    private final Map<Keyed, KeyedTable> known = new HashMap<>();

    KeyedTables(ReadingRules rules) {
        this.versionColumn = rules.version();
    }

    KeyedTable of(TargetTable table, List<Column> key) {
        return known.computeIfAbsent(new Keyed(table, key), keyed -> new KeyedTable(table, key, version(table)));
    }

    void forget() {
        known.clear();
    }

    private @Nullable Column version(TargetTable table) {
        if (versionColumn == null) {
            return null;
        }
        Column column = table.column(versionColumn);
        if (column == null) {
            throw new ConnectException("Table " + table.name() + " has no column '" + versionColumn
                    + "', which conflict.column names: add it, or correct the setting");
        }
        return column;
    }

    private record Keyed(TargetTable table, List<Column> key) {}
}
