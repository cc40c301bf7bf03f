package io.golconde.source.window;

import io.golconde.core.event.Row;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the placeholder where the queue lacks a large value, for an update has kept it. */
record KeptValues(QueueTable table, String placeholder) {
    /** Takes the numbers of these columns; null for none. */
    Row fill(Row image, @Nullable Array kept) throws SQLException {
        if (kept == null) {
            return image;
        }
        Set<Object> missing = Set.of((Object[]) kept.getArray());
        @Nullable Object[] values = new @Nullable Object[image.columns().size()];
        for (int i = 0; i < values.length; i++) {
            QueueColumn column = table.columns().get(i);
            values[i] =
                    missing.contains((short) column.attnum()) ? column.type().placeholder(placeholder) : image.value(i);
        }
        return new Row(image.columns(), values);
    }
}
