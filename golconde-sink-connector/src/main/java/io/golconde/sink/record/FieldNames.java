package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the fields of two documents, by the columns that they are for. */
record FieldNames(Map<String, String> row, Map<String, String> key) {
    /** Under which name a document has the column's value, null where it has none. */
    @Nullable
    String nameIn(boolean ofKey, Column column) {
        Map<String, String> fields = ofKey ? key : row;
        String name = fields.get(column.name().name());
        return name == null && fields.containsKey(Document.SOLE) ? Document.SOLE : name;
    }
}
