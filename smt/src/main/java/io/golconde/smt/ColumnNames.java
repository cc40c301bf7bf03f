package io.golconde.smt;

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

    /** The setting that says so, for messages. */
    String setting();
}
