package io.golconde.sink.target;

import io.golconde.sink.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what an earlier owner of the source queue still sends after the present one has sent something.
 *
 * @param source the queue, null as long as no record names one
 * @param epoch the highest epoch of its owners seen
 */
public record SourceFence(@Nullable String source, long epoch) {
    public static final SourceFence NONE = new SourceFence(null, 0);

    public boolean keepsOut(SourcePosition position) {
        return position.epoch() != null && position.epoch() < epoch && position.isFrom(source);
    }

    /** The fence behind a record that it let through. */
    public SourceFence after(SourcePosition position) {
        return position.queue() == null
                        || position.epoch() == null
                        || (position.epoch() == epoch && position.isFrom(source))
                ? this
                : new SourceFence(position.queue(), position.epoch());
    }
}
