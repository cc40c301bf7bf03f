package io.golconde.source.window;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import java.util.List;

/**
 * What was read at a time: a window, or as much of it as is held at once, and the chunk of existing rows behind it.
 *
 * @param bytes what the events weigh on the heap, about
 * @param end from where to go on
 * @param point when it was read
 * @param more whether the window goes on or existing rows wait, so that it is worth looking again at once
 */
public record Part(List<QueueEvent> events, long bytes, SourceOffset end, ReadPoint point, boolean more) {
    public boolean isEmpty() {
        return events.isEmpty();
    }
}
