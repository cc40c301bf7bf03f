package io.golconde.sink.target;

import org.jspecify.annotations.Nullable;

/** From one offset of a partition to the next; {@code from} must be what the target holds. */
public record Advance(PartitionOffset from, PartitionOffset to) {
    @Nullable
    Long expected() {
        return from.next();
    }
}
