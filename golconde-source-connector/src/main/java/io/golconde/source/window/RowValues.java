package io.golconde.source.window;

import io.golconde.core.event.Row;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.TableVersion;
import io.golconde.source.queue.TopicNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Reads the values of one table version from consecutive result columns, and takes the key out of them. */
final class RowValues {
    private static final int BYTES_A_ROW = 200;
    private static final int BYTES_A_VALUE = 24;
    private static final String LAST_TIMESTAMP = "294247-01-10 04:00:54.775806"; // the int64 behind it is infinity

    private final TableVersion version;
    private final WireType[] types;
    private final int[] keyIndexes;
    private final int firstColumn;
    private long bytes;

    RowValues(TableVersion version, int firstColumn) {
        this.version = version;
        this.types = version.columns().stream().map(CapturedColumn::type).toArray(WireType[]::new);
        this.keyIndexes = IntStream.range(0, types.length)
                .filter(i -> version.columns().get(i).key())
                .toArray();
        this.firstColumn = firstColumn;
    }

    Row read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[types.length];
        bytes = BYTES_A_ROW;
        for (int i = 0; i < types.length; i++) {
            Object value = value(row, i);
            values[i] = value;
            bytes += weight(value);
        }
        return new Row(version.rowColumns(), values);
    }

    private @Nullable Object value(ResultSet row, int index) throws SQLException {
        try {
            return types[index].read(row, firstColumn + index);
        } catch (ArithmeticException e) {
            throw new ConnectException(
                    "Table " + version.name() + ", column "
                            + version.columns().get(index).name() + ": no record can hold a timestamp after "
                            + LAST_TIMESTAMP
                            + ", as its microseconds since 1970 have more than 64 bits. Change the row, give up"
                            + " what is queued of the table by " + TopicNames.discard(version.name())
                            + " and restart the task: all its rows are then sent again",
                    e);
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

    private static long weight(@Nullable Object value) {
        if (value instanceof String text) {
            return (long) BYTES_A_VALUE + text.length();
        }
        return value instanceof byte[] array ? (long) BYTES_A_VALUE + array.length : BYTES_A_VALUE;
    }
}
