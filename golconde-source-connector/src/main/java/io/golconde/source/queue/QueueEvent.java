package io.golconde.source.queue;

/** What a drain hands out, in order. */
public sealed interface QueueEvent permits QueuedChange, WindowEnd, LeftOut, Heartbeat {
    /** From where to go on once this event and all before it are in Kafka. */
    SourceOffset offset();
}
