package io.golconde.source.window;

import io.golconde.core.event.Row;
import io.golconde.core.type.ColumnReader;
import io.golconde.core.type.UnfitValueException;
import io.golconde.core.type.ValueBytes;
import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.TableVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the values of one table version from consecutive result columns, and takes the key out of them. */
final class RowValues {
    private static final int BYTES_A_ROW = 200;
    private static final int BYTES_A_VALUE = 24;

    private final TableVersion version;
    private final ColumnReader[] readers;
    private final int[] keyIndexes;
    private final int firstColumn;
    private long bytes;

    RowValues(TableVersion version, int firstColumn) {
        this.version = version;
        this.readers = version.columns().stream().map(CapturedColumn::reader).toArray(ColumnReader[]::new);
        this.keyIndexes = IntStream.range(0, readers.length)
                .filter(i -> version.columns().get(i).key())
                .toArray();
        this.firstColumn = firstColumn;
    }

    Row read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[readers.length];
        bytes = BYTES_A_ROW;
        for (int i = 0; i < readers.length; i++) {
            Object value = value(row, i);
            values[i] = value;
            bytes += BYTES_A_VALUE + ValueBytes.atLeast(value);
        }
        return new Row(version.rowColumns(), values);
    }

    private @Nullable Object value(ResultSet row, int index) throws SQLException {
        try {
            return readers[index].read(row, firstColumn + index);
        } catch (UnfitValueException e) {
            throw new UnfitRowException(
                    version.name(), version.columns().get(index).name(), e);
        }
    }

    /** Null where the table has no key. */
    @Nullable
    Row key(Row image) {
        if (keyIndexes.length == 0) {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[keyIndexes.length];
        for (int i = 0; i < keyIndexes.length; i++) {
            values[i] = image.value(keyIndexes[i]);
        }
        return new Row(version.keyColumns(), values);
    }

    /** What the row that was read last weighs on the heap, about. */
    long bytes() {
        return bytes;
    }
}
