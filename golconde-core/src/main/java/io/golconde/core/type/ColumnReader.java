package io.golconde.core.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a column's value in its Connect form. */
@FunctionalInterface
public interface ColumnReader {
    /**
     * Null for NULL.
     *
     * @throws UnfitValueException where the form does not hold the value
     */
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;

    /** The same in another form. */
    default ColumnReader then(Function<Object, Object> form) {
        return (row, column) -> {
            Object value = read(row, column);
            return value == null ? null : form.apply(value);
        };
    }

    /** Of what the driver has a class of its own for. */
    static <T> ColumnReader of(Class<T> type, Function<T, Object> form) {
        return (row, column) -> {
            T value = row.getObject(column, type);
            return value == null ? null : form.apply(value);
        };
    }

    static ColumnReader ofBytes(Function<byte[], Object> form) {
        return (row, column) -> {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : form.apply(bytes);
        };
    }

    static ColumnReader ofText(Function<String, Object> form) {
        return (row, column) -> {
            String text = row.getString(column);
            return text == null ? null : form.apply(text);
        };
    }
}
