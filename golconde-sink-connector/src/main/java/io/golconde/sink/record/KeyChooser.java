package io.golconde.sink.record;

import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.TargetTable;
import io.golconde.sink.statement.UnfitIndex;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the columns that tell the rows of records apart, or says why there are none. */
public record KeyChooser(KeyRule rule, InsertMode mode) {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChooser.class);

    /** Why no record whatever could be written to the table, null where one might be. */
    public @Nullable String refusal(TargetTable table) {
        if (!mode.needsKey() || !rule.isFixed()) {
            return null;
        }
        try {
            ofWrites(table, FieldNames.ofAll(table));
            return null;
        } catch (ConnectException e) {
            return e.getMessage();
        }
    }

    List<Column> ofWrites(TargetTable table, FieldNames names) {
        if (!mode.needsKey()) {
            return List.of();
        }
        List<Column> key = chosen(table, names);
        if (key.isEmpty()) {
            throw new ConnectException("Table " + table.name()
                    + " has no primary key and no unique index without nullable columns, by which rows could be told"
                    + " apart" + flaws(table) + ". Add one, name the columns in pk.fields, or set insert.mode=insert");
        }
        if (mode == InsertMode.UPSERT && !table.isArbiter(key)) {
            throw new ConnectException("Table " + table.name() + " has no unique index on exactly "
                    + key.stream().map(column -> column.name().name()).toList()
                    + ", which insert.mode=upsert needs" + flaws(table)
                    + ". Add one, or set insert.mode=insert or update; a view or a foreign table cannot have one");
        }
        warnWhereNarrower(table, key, names.key().keySet());
        return key;
    }

    /** Asked once for each shape of records: somebody may want it so. */
    private static void warnWhereNarrower(TargetTable table, List<Column> key, Set<String> recordKey) {
        Set<String> columns = names(key);
        List<String> missing = recordKey.stream()
                .filter(name -> !name.equals(Document.SOLE) && !columns.contains(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            LOG.warn(
                    "The key {} of table {} lacks {}, which is in the key of the records: rows that differ only in that become"
                            + " one",
                    columns,
                    table.name(),
                    missing);
        }
    }

    private static Set<String> names(List<Column> columns) {
        return columns.stream().map(column -> column.name().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    List<Column> ofDeletes(TargetTable table, FieldNames names) {
        List<Column> key = chosen(table, names);
        if (key.isEmpty()) {
            key = names.key().keySet().stream()
                    .map(name -> columnOf(table, name))
                    .toList();
        }
        if (key.isEmpty()) {
            throw new DataException("Only deletes with a key can be applied to table " + table.name() + ", found none");
        }
        return key;
    }

    private List<Column> chosen(TargetTable table, FieldNames names) {
        List<Column> key = rule.choose(table, names.row().keySet(), names.key().keySet());
        if (key == null) {
            Set<String> missing = table.keys().isEmpty()
                    ? new TreeSet<>()
                    : names(table.keys().get(0));
            missing.removeAll(names.row().keySet());
            missing.removeAll(names.key().keySet());
            throw new DataException("Only records with the columns of a primary key or unique index of table "
                    + table.name() + " can be applied, found none of them whole: there is no field for " + missing
                    + (names.key().isEmpty() ? ", and the record has no key" : "")
                    + ". Rename fields with a transform such as RenameColumns, or see that key.converter and"
                    + " value.converter are those of the source");
        }
        return key;
    }

    private static String flaws(TargetTable table) {
        return table.unfit().isEmpty()
                ? ""
                : table.unfit().stream().map(UnfitIndex::toString).collect(Collectors.joining(", ", " (", ")"));
    }

    private static Column columnOf(TargetTable table, String name) {
        Column column = table.column(name);
        if (column == null) {
            throw new DataException("Only deletes whose key columns table " + table.name()
                    + " has can be applied, found column " + name);
        }
        return column;
    }
}
