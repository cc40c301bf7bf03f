package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.TargetTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of the fields of two documents, by the columns that they are for. */
record FieldNames(Map<String, String> row, Map<String, String> key) {
    /** Of a row that has all of the table's columns, and no key beside it. */
    static FieldNames ofAll(TargetTable table) {
        List<String> names =
                table.columns().stream().map(column -> column.name().name()).toList();
        return new FieldNames(names.stream().collect(Collectors.toMap(name -> name, name -> name)), Map.of());
    }

    /** Under which name a document has the column's value, null where it has none. */
    @Nullable
    String nameIn(boolean ofKey, Column column) {
        Map<String, String> fields = ofKey ? key : row;
        String name = fields.get(column.name().name());
        return name == null && fields.containsKey(Document.SOLE) ? Document.SOLE : name;
    }
}
