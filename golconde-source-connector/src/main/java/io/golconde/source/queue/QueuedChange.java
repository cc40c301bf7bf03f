package io.golconde.source.queue;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * One change of one captured table. Rows have the columns {@link TableVersion#rowColumns}, keys {@link
 * TableVersion#keyColumns}, values their {@link io.golconde.core.type.WireType}'s Connect form.
 *
 * @param before the row as it was, where the queue holds it: a delete's under {@code row} capture
 */
public record QueuedChange(
        TableVersion table,
        RowChange change,
        @Nullable Row before,
        KeyChange keyChange,
        Origin origin,
        SourceOffset offset)
        implements QueueEvent {

    public QueuedChange with(SourceOffset newOffset) {
        return new QueuedChange(table, change, before, keyChange, origin, newOffset);
    }
}
