package io.golconde.smt;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names of what is inside a column, as address.zip. A column that is called like that itself comes first. */
final class Paths {
    private Paths() {}

    static String into(String column) {
        return column + '.';
    }

    /** Whether a name is a path into a column. */
    private static boolean leads(String name, String column) {
        return name.length() > column.length() && name.charAt(column.length()) == '.' && name.startsWith(column);
    }

    /** The paths into a column, as they are called from there on. */
    static Set<String> inside(String column, Set<?> columns, Set<String> names) {
        Set<String> paths = new LinkedHashSet<>();
        for (String name : names) {
            if (leads(name, column) && !columns.contains(name)) {
                paths.add(name.substring(into(column).length()));
            }
        }
        return paths;
    }

    /** The same with what belongs to each. */
    static <V> Map<String, V> inside(String column, Set<?> columns, Map<String, V> named) {
        Map<String, V> paths = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            if (leads(name, column) && !columns.contains(name)) {
                paths.put(name.substring(into(column).length()), value);
            }
        });
        return paths;
    }
}
