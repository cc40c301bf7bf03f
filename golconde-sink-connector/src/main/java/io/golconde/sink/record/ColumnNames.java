package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.TargetTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marries fields to columns: as the mapping says; else by the same name; else by the one name that differs in upper and
 * lower case only, if it is one on both sides.
 *
 * @param mapping from fields to columns
 */
public record ColumnNames(Map<String, String> mapping) {
    private static final String SEPARATOR = ":";

    /** Reads a mapping from {@code field:column}; an {@link IllegalArgumentException} says what is wrong with it. */
    public static ColumnNames parse(List<String> pairs) {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (String pair : pairs) {
            List<String> names = List.of(pair.split(SEPARATOR, -1));
            if (names.size() != 2 || names.contains("")) {
                throw new IllegalArgumentException("must be pairs of the form field:column");
            }
            if (mapping.containsKey(names.get(0)) || mapping.containsValue(names.get(1))) {
                throw new IllegalArgumentException("must name each field and each column once");
            }
            mapping.put(names.get(0), names.get(1));
        }
        return new ColumnNames(Map.copyOf(mapping));
    }

    /** The document's fields by their columns' names, those without a column by their own. */
    Map<String, String> fields(@Nullable Object document, TargetTable table) {
        Map<String, String> fields = new LinkedHashMap<>();
        SortedSet<String> rest = new TreeSet<>();
        for (String name : Document.names(document)) {
            String column = mapping.get(name);
            if (column == null) {
                rest.add(name);
            } else {
                fields.put(column, name);
            }
        }
        rest.removeIf(name -> table.column(name) != null && fields.putIfAbsent(name, name) == null);
        for (String name : List.copyOf(rest)) {
            Column column = alike(name, rest, table);
            if (column != null && fields.putIfAbsent(column.name().name(), name) == null) {
                rest.remove(name);
            }
        }
        rest.forEach(name -> fields.putIfAbsent(name, name));
        return fields;
    }

    private static @Nullable Column alike(String name, SortedSet<String> names, TargetTable table) {
        List<Column> columns = table.columns().stream()
                .filter(column -> column.name().name().equalsIgnoreCase(name))
                .toList();
        boolean only = names.stream().filter(name::equalsIgnoreCase).count() == 1;
        return only && columns.size() == 1 ? columns.get(0) : null;
    }
}
