package io.golconde.sink.buffer;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Truncate;
import io.golconde.core.event.RowChange.Write;
import io.golconde.sink.statement.KeyedTable;

/** The changes of one table in one round. */
abstract sealed class TableChanges permits AppendedChanges, FoldedChanges, NewestChanges {
    private final KeyedTable table;
    private boolean truncated;

    TableChanges(KeyedTable table) {
        this.table = table;
    }

    final KeyedTable table() {
        return table;
    }

    final boolean isTruncated() {
        return truncated;
    }

    /** Whether the change may come last although emptying, deletes, changes of keys and writes are done in this order. */
    final boolean accepts(RowChange change) {
        if (change instanceof Write write) {
            return acceptsWrite(write);
        }
        if (change instanceof Rekey rekey) {
            return acceptsRekey(rekey);
        }
        return change instanceof Delete delete ? acceptsDelete(delete.key()) : isEmpty();
    }

    final void add(RowChange change) {
        if (change instanceof Write write) {
            write(write);
        } else if (change instanceof Delete delete) {
            delete(delete.key());
        } else if (change instanceof Rekey rekey) {
            rekey(rekey);
        } else if (change instanceof Truncate) {
            truncated = true;
        }
    }

    abstract boolean isEmpty();

    abstract boolean acceptsWrite(Write write);

    abstract boolean acceptsDelete(Row key);

    abstract boolean acceptsRekey(Rekey rekey);

    abstract void write(Write write);

    abstract void delete(Row key);

    abstract void rekey(Rekey rekey);

    abstract TableBatch settle();
}
