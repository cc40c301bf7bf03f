package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.TargetTable;
import io.golconde.sink.value.SourceType;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Gives the target the tables and columns that records need, as far as the rules allow. */
final class Evolution {
    private final SchemaChanges changes;
    private final ReadingRules rules;
    private final Set<TableName> existing = new HashSet<>();

    Evolution(SchemaChanges changes, ReadingRules rules) {
        this.changes = changes;
        this.rules = rules;
    }

    /** Whether there is no table yet for a record that would be given one. */
    boolean lacks(TableName name) throws SQLException {
        if (!rules.createTables() || existing.contains(name)) {
            return false;
        }
        if (changes.exists(name)) {
            existing.add(name);
            return false;
        }
        return true;
    }

    /** Makes a table for rows like this one, whose key is the record's, or pk.fields. */
    void create(TableName name, Documents documents) throws SQLException {
        Map<Identifier, String> columns = new LinkedHashMap<>();
        if (documents.key() instanceof Struct key) {
            columns.putAll(columns(name, key, Document.names(key)));
        }
        List<String> row = Document.names(documents.row()).stream()
                .filter(field -> !documents.isMetadata(field))
                .toList();
        columns.putAll(columns(name, documents.row(), row));
        changes.create(name, columns, key(documents.key()));
        existing.add(name);
    }

    void addColumns(TableName name, @Nullable Object row, Collection<String> fields) throws SQLException {
        changes.addColumns(name, columns(name, row, fields));
    }

    /** Whether columns were too narrow for the types that the row's fields have. */
    boolean widenColumns(TargetTable table, @Nullable Object row, FieldNames names) throws SQLException {
        if (!rules.widenColumns() || !(row instanceof Struct struct)) {
            return false;
        }
        Map<Identifier, String> wider = WiderTypes.in(table, names.row(), struct.schema());
        if (!wider.isEmpty()) {
            changes.widenColumns(table.name(), wider);
        }
        return !wider.isEmpty();
    }

    /** Forgets which tables there are. */
    void forget() {
        existing.clear();
    }

    private Map<Identifier, String> columns(TableName table, @Nullable Object document, Collection<String> names) {
        if (!(document instanceof Struct struct)) {
            throw new ConnectException("Only records with a schema tell the types of the columns that table " + table
                    + " lacks; make them, or set unknown.columns=ignore and schema.evolution=none, or let value.converter"
                    + " take schemas, as with value.converter.schemas.enable=true");
        }
        Map<Identifier, String> columns = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            if (names.contains(field.name())) {
                columns.put(columnOf(field.name()), SourceType.nameOf(field.schema()));
            }
        }
        return columns;
    }

    private List<Identifier> key(@Nullable Object key) {
        if (rules.key().source() == KeyRule.Source.NONE) {
            return List.of();
        }
        if (!rules.key().fields().isEmpty()) {
            return rules.key().fields().stream().map(Identifier::new).toList();
        }
        return key instanceof Struct struct
                ? struct.schema().fields().stream()
                        .map(field -> columnOf(field.name()))
                        .toList()
                : List.of();
    }

    private Identifier columnOf(String field) {
        return new Identifier(rules.names().mapping().getOrDefault(field, field));
    }
}
