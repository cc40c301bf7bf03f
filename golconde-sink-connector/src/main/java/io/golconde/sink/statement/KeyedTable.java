package io.golconde.sink.statement;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import io.golconde.core.sql.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table and the columns by which its rows are told apart, none where they are not. One instance serves all changes
 * that come the same way: identity is a cache key.
 */
public final class KeyedTable {
    private final TargetTable table;
    private final List<Column> key;
    private final Columns keyColumns;
    private final List<KeyForm> keyForms;
    private final @Nullable Column version;

    public KeyedTable(TargetTable table, List<Column> key) {
        this(table, key, null);
    }

    /**
     * A table whose rows have versions.
     *
     * @param version the column that tells of two rows with one key which is newer, null where the later change wins
     */
    public KeyedTable(TargetTable table, List<Column> key, @Nullable Column version) {
        this.table = table;
        this.version = version;
        this.key = List.copyOf(key);
        this.keyColumns = new Columns(key.stream().map(c -> c.name().name()).toList());
        this.keyForms = key.stream().map(column -> column.type().keyForm()).toList();
    }

    public TargetTable table() {
        return table;
    }

    public TableName name() {
        return table.name();
    }

    public List<Column> key() {
        return key;
    }

    /** The names of the key columns: those of every key row. */
    public Columns keyColumns() {
        return keyColumns;
    }

    /** The column that tells which of two rows is newer, null where there is none. */
    public @Nullable Column version() {
        return version;
    }

    /** The columns of a deleted row that tell whether it is deleted here: the key, and the version behind it. */
    public List<Column> deleteColumns() {
        return version == null
                ? key
                : Stream.concat(key.stream(), Stream.of(version)).toList();
    }

    /** How the versions of two rows stand to each other; empty where only the server knows. */
    public OptionalInt compareVersions(Row left, Row right) {
        Column column = Objects.requireNonNull(version, "the rows have no versions");
        Object first = left.value(column.name().name());
        Object second = right.value(column.name().name());
        return first == null || second == null ? OptionalInt.empty() : VersionOrder.compare(column, first, second);
    }

    public boolean hasKey() {
        return !key.isEmpty();
    }

    /** Whether a row's key can be changed by an UPDATE. */
    public boolean isMovable() {
        return hasKey() && key.stream().allMatch(Column::isUpdatable);
    }

    /** Whether {@link #identity} tells rows apart exactly as the server does. */
    public boolean isExact() {
        return !keyForms.contains(KeyForm.UNKNOWN);
    }

    /** Whether rows with equal keys have the same text in them, so that updating one leaves nothing of its key behind. */
    public boolean hasOneSpelling() {
        return keyForms.stream().allMatch(form -> form == KeyForm.IDENTICAL);
    }

    /** An object that equals that of another key row where both mean the same row. */
    public Object identity(Row keyRow) {
        if (key.size() == 1) {
            return keyPart(keyRow, 0);
        }
        Object[] parts = new Object[key.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = keyPart(keyRow, i);
        }
        return Arrays.asList(parts);
    }

    /** The columns of these names, in their order. */
    public List<Column> columns(Columns names) {
        List<Column> columns = new ArrayList<>(names.size());
        for (String name : names.names()) {
            columns.add(Objects.requireNonNull(table.column(name)));
        }
        return columns;
    }

    /** Whether a new row can be made of these columns, so that inserting is the first thing to try. */
    public boolean suffices(Columns names) {
        return table.columns().stream()
                .allMatch(column ->
                        column.omittable() || names.indexOf(column.name().name()) >= 0);
    }

    /** Whether these are all columns that can be written: then nothing of an older row shows through. */
    public boolean isWhole(Columns names) {
        return table.columns().stream()
                .allMatch(column ->
                        !column.isInsertable() || names.indexOf(column.name().name()) >= 0);
    }

    private Object keyPart(Row keyRow, int index) {
        Object value = Objects.requireNonNull(keyRow.value(index), "a key value is never null");
        return keyForms.get(index).of(value);
    }

    @Override
    public String toString() {
        return table.name() + keyColumns.toString();
    }
}
