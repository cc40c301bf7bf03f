package io.golconde.smt;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the columns of a row. */
interface ColumnNames {
    /** The column's name from now on, null where it is left out. */
    @Nullable
    String after(String column);

    /** What becomes of the values of the column that has this name from now on, null where they stay. */
    default @Nullable ValueChange value(String column) {
        return null;
    }

    /**
     * What becomes of the fields inside a column, null where they stay.
     *
     * @param columns all columns of the row: one whose own name looks like a path is no path
     */
    default @Nullable ColumnNames inside(String column, Set<?> columns) {
        return null;
    }

    /** The setting that says so, for messages. */
    String setting();
}
