package io.golconde.sink.record;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.value.Conversion;
import io.golconde.sink.value.Placeholder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Takes a row out of documents of one shape: the fields are found and their conversions chosen once. */
final class Projection {
    private final TableName table;
    private final List<Item> items;
    private final Columns columns;
    private final @Nullable Placeholder unavailable;
    private final Map<BitSet, Columns> withoutUnavailable = new HashMap<>();

    private Projection(TableName table, List<Item> items, @Nullable Placeholder unavailable) {
        this.table = table;
        this.items = items;
        this.unavailable = unavailable;
        this.columns = new Columns(
                items.stream().map(item -> item.column.name().name()).toList());
    }

    /**
     * Finds the columns in the documents, those of the key in either of them, and leaves out what is not there.
     *
     * @param unavailable the value that means that a column is not there, although its field is
     */
    static Projection of(
            KeyedTable table,
            List<Column> columns,
            Documents documents,
            FieldNames names,
            @Nullable Placeholder unavailable) {
        List<Item> items = new ArrayList<>(columns.size());
        for (Column column : columns) {
            boolean[] order = table.key().contains(column) ? documents.searchOrder() : Documents.ROW_ONLY;
            Item item = Item.find(column, documents, names, order);
            if (item != null) {
                items.add(item);
            }
        }
        return new Projection(table.name(), List.copyOf(items), unavailable);
    }

    /** The columns of the rows, but for those whose value is unavailable. */
    Columns columns() {
        return columns;
    }

    Row read(Documents documents) {
        @Nullable Object[] values = new Object[items.size()];
        BitSet missing = null;
        for (int i = 0; i < values.length; i++) {
            Item item = items.get(i);
            Object value = item.raw(documents);
            if (value != null && unavailable != null && item.mayLackValue && unavailable.is(value)) {
                missing = missing == null ? new BitSet() : missing;
                missing.set(i);
            } else if (value != null) {
                values[i] = converted(item, value);
            }
        }
        return missing == null ? new Row(columns, values) : without(missing, values);
    }

    private Row without(BitSet missing, @Nullable Object[] values) {
        int[] present =
                IntStream.range(0, values.length).filter(i -> !missing.get(i)).toArray();
        Columns names = withoutUnavailable.computeIfAbsent(
                missing,
                bits -> new Columns(
                        IntStream.of(present).mapToObj(columns.names()::get).toList()));
        @Nullable Object[] known = new Object[present.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = values[present[i]];
        }
        return new Row(names, known);
    }

    private Object converted(Item item, Object value) {
        try {
            return item.conversion.checked(value);
        } catch (DataException e) {
            throw unfit(item.column, e.getMessage());
        }
    }

    private DataException unfit(Column column, @Nullable String reason) {
        return new DataException("Column " + column.name() + " of table " + table + " has type " + column.type()
                + ", which cannot take the value: " + reason);
    }

    /** One column and how its value is got. */
    private record Item(
            Column column,
            boolean fromKey,
            String name,
            @Nullable Field field,
            boolean ownNulls,
            boolean mayLackValue,
            Conversion conversion) {
        static @Nullable Item find(Column column, Documents documents, FieldNames names, boolean[] order) {
            for (boolean fromKey : order) {
                String name = names.nameIn(fromKey, column);
                if (name != null) {
                    return of(column, fromKey, name, documents.get(fromKey));
                }
            }
            return null;
        }

        private static Item of(Column column, boolean fromKey, String name, @Nullable Object document) {
            Field field = document instanceof Struct struct ? struct.schema().field(name) : null;
            Schema schema = field == null ? null : field.schema();
            boolean ownNulls = schema != null && schema.isOptional() && schema.defaultValue() != null;
            return new Item(
                    column,
                    fromKey,
                    name,
                    field,
                    ownNulls,
                    Placeholder.isPossible(schema),
                    Conversion.of(schema, column.type()));
        }

        @Nullable
        Object raw(Documents documents) {
            Object document = documents.get(fromKey);
            if (field != null && document instanceof Struct struct) {
                // a struct gives the default for a null that an optional field means
                return ownNulls ? struct.getWithoutDefault(name) : struct.get(field);
            }
            return document instanceof Map<?, ?> map ? map.get(name) : null;
        }
    }
}
