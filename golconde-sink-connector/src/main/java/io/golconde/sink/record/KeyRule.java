package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.TargetTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Which columns tell a table's rows apart.
 *
 * @param fields the columns to take, empty for those that the source offers
 */
public record KeyRule(Source source, List<String> fields) {
    /** Where the key comes from. */
    public enum Source {
        /** The target's primary key, or a unique index without nullable columns. */
        CATALOG,
        RECORD_KEY,
        RECORD_VALUE,
        /** No key: rows are only added. */
        NONE
    }

    /** The key columns for records with these names, empty where there is no key, null where the records lack it. */
    @Nullable
    List<Column> choose(TargetTable table, Set<String> rowNames, Set<String> keyNames) {
        return switch (source) {
            case CATALOG -> fields.isEmpty() ? ofCatalog(table, rowNames, keyNames) : columns(table, fields);
            case RECORD_KEY -> columns(table, fields.isEmpty() ? keyNames : fields);
            case RECORD_VALUE -> columns(table, fields.isEmpty() ? rowNames : fields);
            case NONE -> List.of();
        };
    }

    /** Whether the table alone decides, whatever the records have. */
    boolean isFixed() {
        return source == Source.CATALOG || (source != Source.NONE && !fields.isEmpty());
    }

    /** Whether the key's values are those of the record's key even where the row has such columns, too. */
    boolean prefersRecordKey() {
        return source == Source.RECORD_KEY;
    }

    private static @Nullable List<Column> ofCatalog(TargetTable table, Set<String> rowNames, Set<String> keyNames) {
        if (table.keys().isEmpty()) {
            return List.of();
        }
        return Stream.of(keyNames, rowNames)
                .flatMap(names -> table.keys().stream().filter(key -> isCovered(key, names, keyNames)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isCovered(List<Column> key, Set<String> names, Set<String> keyNames) {
        if (keyNames.equals(Set.of(Document.SOLE))) {
            return key.size() == 1;
        }
        return key.stream()
                .map(column -> column.name().name())
                .allMatch(name -> names.contains(name) || keyNames.contains(name));
    }

    private static List<Column> columns(TargetTable table, Collection<String> names) {
        Set<Column> columns = new HashSet<>();
        for (String name : names) {
            Column column = name.equals(Document.SOLE) ? soleKey(table) : table.column(name);
            if (column == null) {
                throw noColumn(table, name);
            }
            columns.add(column);
        }
        return table.columns().stream().filter(columns::contains).toList();
    }

    private static ConnectException noColumn(TargetTable table, String name) {
        return new ConnectException(
                name.equals(Document.SOLE)
                        ? "The key of the records is one value without a name, and table " + table.name()
                                + " has no key of one column: name its columns in pk.fields, or set pk.mode=record_value"
                        : "Table " + table.name() + " has no column '" + name
                                + "', which pk.mode and pk.fields make part of its key: correct pk.fields, or rename the"
                                + " field with a transform such as RenameColumns");
    }

    private static @Nullable Column soleKey(TargetTable table) {
        return table.keys().stream()
                .filter(key -> key.size() == 1)
                .map(key -> key.get(0))
                .findFirst()
                .orElse(null);
    }
}
