package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.TargetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the tables among which a record is divided.
 *
 * @param name the table alone, or schema and table
 * @param fields by the columns that they are for; empty where columns take the fields that they would without a mapping
 */
record MappedTable(List<String> name, Map<String, String> fields) {
    TableName in(Identifier defaultSchema) {
        return tableName(name, defaultSchema);
    }

    static TableName tableName(List<String> parts, Identifier defaultSchema) {
        return parts.size() == 1
                ? new TableName(defaultSchema, new Identifier(parts.get(0)))
                : TableName.of(parts.get(0), parts.get(1));
    }

    /** What is wrong with the columns, null where nothing is. */
    @Nullable
    String refusal(TargetTable table) {
        String missing = fields.keySet().stream()
                .filter(column -> table.column(column) == null)
                .sorted()
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? null
                : "table.mapping gives table " + table.name() + " columns that it does not have: " + missing;
    }

    FieldNames names(Documents documents) {
        return new FieldNames(among(documents.row()), among(documents.key()));
    }

    private Map<String, String> among(@Nullable Object document) {
        Map<String, String> found = new HashMap<>(fields);
        found.values().removeIf(field -> !Document.has(document, field));
        if (Document.has(document, Document.SOLE)) {
            found.put(Document.SOLE, Document.SOLE);
        }
        return found;
    }
}
