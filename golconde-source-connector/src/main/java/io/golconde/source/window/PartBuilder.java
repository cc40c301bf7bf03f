package io.golconde.source.window;

import io.golconde.source.queue.LeftOut;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.WindowEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects the events of a part up to a limit of bytes and knows the offset behind the last one. */
final class PartBuilder {
    private final List<QueueEvent> events = new ArrayList<>();
    private final SourceOffset start;
    private final WindowSettings settings;
    private final boolean owesEnd;
    private SourceOffset end;
    private long bytes;
    private long loggedTxid;

    /** Takes whether a window may have been sent whose end was not. */
    PartBuilder(SourceOffset start, WindowSettings settings, boolean owesEnd) {
        this.start = start;
        this.end = start;
        this.settings = settings;
        this.owesEnd = owesEnd;
    }

    SourceOffset end() {
        return end;
    }

    boolean isFull() {
        return bytes >= settings.maxBytes();
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

    /** Without an event nobody would be told that the queue moved on, and nothing of it could be forgotten. */
    void leavesOut() {
        events.add(new LeftOut(end));
    }

    List<QueuedChange> changes() {
        return events.stream().map(QueuedChange.class::cast).toList();
    }

    void replaceEach(UnaryOperator<QueuedChange> replacement) {
        events.replaceAll(event -> replacement.apply((QueuedChange) event));
    }

    /** The last event, where there is one, carries this offset. */
    void endsAt(SourceOffset offset) {
        end = offset;
        if (!settings.marksEnds() && !events.isEmpty() && events.get(events.size() - 1) instanceof QueuedChange last) {
            events.set(events.size() - 1, last.with(offset));
        }
    }

    private boolean endsWindow() {
        return end.position() == null && (owesEnd || !events.isEmpty() || start.position() != null);
    }

    Part build(WindowHeader header, String until, boolean more) {
        if (settings.marksEnds() && endsWindow()) {
            events.add(new WindowEnd(end));
        }
        return new Part(List.copyOf(events), bytes, end, ReadPoint.of(header, until, loggedTxid), more);
    }
}
