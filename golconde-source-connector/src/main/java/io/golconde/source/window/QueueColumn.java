package io.golconde.source.window;

import io.golconde.core.sql.Identifier;
import io.golconde.core.type.WireType;
import java.util.EnumSet;
import java.util.Set;

/**
 * A column of a captured table with its place in the queue row.
 *
 * @param name what the table calls it now
 * @param attnum the column's number in the table, which names it in the queue: {@code c<attnum>}
 * @param keyPosition its place in the key's index, -1 for a column outside the key
 * @param large whether its values can be large, so that those that an update has kept are missing in the queue
 */
record QueueColumn(Identifier name, WireType type, DeclaredType declared, int attnum, int keyPosition, boolean large) {
    /** Types of which equal values are always identical. */
    private static final Set<WireType> EXACT = EnumSet.of(
            WireType.BOOLEAN,
            WireType.INT16,
            WireType.INT32,
            WireType.INT64,
            WireType.UUID,
            WireType.BYTES,
            WireType.BASE64,
            WireType.BASE64_URL_SAFE,
            WireType.HEX);

    boolean isKey() {
        return keyPosition >= 0;
    }

    String queued() {
        return "c" + attnum;
    }

    /** Selects the value of the queue row. */
    String fromQueue() {
        return type.selected("q." + queued());
    }

    /** Selects the value of the table's row. */
    String fromTable() {
        String column = "t." + name.quoted();
        return type == WireType.ENUM ? column + "::pg_catalog.text" : type.selected(column);
    }

    /** Something that is the same for identical values only: citext, numeric and collations know equal ones that differ. */
    String identity() {
        return EXACT.contains(type) ? queued() : queued() + "::pg_catalog.text COLLATE \"C\"";
    }

    /** True for the table's row with this very key. The equality comes first: it has the index. */
    String matches() {
        String column = "t." + name.quoted();
        if (type == WireType.ENUM) {
            return column + "::pg_catalog.text = q." + queued();
        }
        String equal = column + ' ' + declared.operator("=") + " q." + queued();
        return EXACT.contains(type)
                ? equal
                : equal + " AND " + column + "::pg_catalog.text COLLATE \"C\" = q." + identity();
    }
}
