package io.golconde.core.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a row's columns, in order, with an index by name. One instance serves all rows of one schema, so that
 * identity is a cheap test for "same columns".
 */
public final class Columns {
    private final List<String> names;
    private final Map<String, Integer> positions;

    public Columns(List<String> names) {
        this.names = List.copyOf(names);
        this.positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (positions.put(names.get(i), i) != null) {
                throw new IllegalArgumentException("column " + names.get(i) + " stands twice in one row");
            }
        }
    }

    public List<String> names() {
        return names;
    }

    public int size() {
        return names.size();
    }

    /** The position of the column, -1 where it is absent. */
    public int indexOf(String name) {
        return positions.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Columns columns && names.equals(columns.names));
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
