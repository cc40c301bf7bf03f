package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the target as its catalog describes it.
 *
 * @param keys what identifies a row, the primary key first, then unique indexes without nullable columns
 * @param unfit unique indexes that do not
 * @param parents tables that this one's foreign keys refer to, itself not among them
 * @param children tables whose foreign keys refer to this one, itself not among them
 * @param deferrable whether a constraint of this table, or a foreign key that refers to it, can wait for the end of the
 *     transaction
 */
public record TargetTable(
        TableName name,
        List<Column> columns,
        List<List<Column>> keys,
        List<UnfitIndex> unfit,
        Set<TableName> parents,
        Set<TableName> children,
        boolean deferrable) {

    /** The column with exactly this name, null where there is none. */
    public @Nullable Column column(String name) {
        for (Column column : columns) {
            if (column.name().name().equals(name)) {
                return column;
            }
        }
        return null;
    }

    /** Whether a unique index is on exactly these columns, so that ON CONFLICT finds it. */
    public boolean isArbiter(Collection<Column> columns) {
        return Stream.concat(
                        keys.stream(),
                        unfit.stream().filter(UnfitIndex::nullable).map(UnfitIndex::columns))
                .anyMatch(key -> Set.copyOf(key).equals(Set.copyOf(columns)));
    }

    /** Whether this table's foreign keys, or those of others, could tie a change of the other table to one of this. */
    public boolean isTiedTo(TableName other) {
        return name.equals(other) || parents.contains(other) || children.contains(other);
    }
}
