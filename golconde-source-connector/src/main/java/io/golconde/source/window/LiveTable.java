package io.golconde.source.window;

import io.golconde.core.sql.TableName;

/**
 * A captured table as it is now.
 *
 * @param partitioned its rows are those of its partitions; else those of tables that inherit from it are not its own
 * @param exclusive no two transactions can have a row with the same key at a time. Others can where the key is
 *     deferrable, or no primary key at all
 */
record LiveTable(TableName name, boolean partitioned, boolean exclusive) {

    /** Its rows, as they stand after FROM. */
    String rows() {
        return partitioned ? name.quoted() : "ONLY " + name.quoted();
    }
}
