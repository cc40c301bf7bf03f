package io.golconde.source.window;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.util.ArrayList;
import java.util.List;

/** Collects the events of a part up to a limit of bytes and knows the offset behind the last one. */
final class PartBuilder {
    private final List<QueueEvent> events = new ArrayList<>();
    private final long maxBytes;
    private SourceOffset end;
    private long bytes;
    private long loggedTxid;

    PartBuilder(SourceOffset start, long maxBytes) {
        this.end = start;
        this.maxBytes = maxBytes;
    }

    SourceOffset end() {
        return end;
    }

    boolean isFull() {
        return bytes >= maxBytes;
    }

    int size() {
        return events.size();
    }

    void add(QueuedChange change, long weight) {
        events.add(change);
        bytes += weight;
        end = change.offset();
        Long txid = change.origin().txid();
        if (txid != null) {
            loggedTxid = Math.max(loggedTxid, txid);
        }
    }

    /** The last event, where there is one, carries this offset. */
    void endsAt(SourceOffset offset) {
        end = offset;
        if (!events.isEmpty() && events.get(events.size() - 1) instanceof QueuedChange last) {
            events.set(events.size() - 1, last.with(offset));
        }
    }

    Part build(WindowHeader header, String until, boolean more) {
        return new Part(List.copyOf(events), bytes, end, ReadPoint.of(header, until, loggedTxid), more);
    }
}
