package io.golconde.source.queue;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * One change of one captured table. Rows have the columns {@link TableVersion#rowColumns}, keys {@link
 * TableVersion#keyColumns}, values their {@link io.golconde.core.type.WireType}'s Connect form.
 *
 * @param before the row as it was, where the queue holds it: a delete's under {@code row} capture
 * @param transaction null where transactions are not told, and for rows that are read: existing ones, and those of which
 *     the key was captured
 */
public record QueuedChange(
        TableVersion table,
        RowChange change,
        @Nullable Row before,
        KeyChange keyChange,
        Origin origin,
        SourceOffset offset,
        @Nullable TransactionPlace transaction)
        implements QueueEvent {

    public QueuedChange(
            TableVersion table,
            RowChange change,
            @Nullable Row before,
            KeyChange keyChange,
            Origin origin,
            SourceOffset offset) {
        this(table, change, before, keyChange, origin, offset, null);
    }

    public QueuedChange with(SourceOffset newOffset) {
        return new QueuedChange(table, change, before, keyChange, origin, newOffset, transaction);
    }

    public QueuedChange in(TransactionPlace place) {
        return new QueuedChange(table, change, before, keyChange, origin, offset, place);
    }
}
