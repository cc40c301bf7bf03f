package io.golconde.sink.record;

import java.util.Set;

/** What decides how a record is read: the same for all records that are read the same way. */
record Shape(Object table, boolean delete, boolean flat, Object row, Object key) {
    static Shape of(Object table, boolean delete, Documents documents) {
        return new Shape(
                table, delete, documents.flat(), Document.shape(documents.row()), Document.shape(documents.key()));
    }

    /** A map's names change with the map. */
    Shape lasting() {
        return new Shape(table, delete, flat, lasting(row), lasting(key));
    }

    private static Object lasting(Object shape) {
        return shape instanceof Set<?> names ? Set.copyOf(names) : shape;
    }
}
