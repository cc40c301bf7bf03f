package io.golconde.source.queue;

/** The queue moved on without a change to hand out. */
public record Heartbeat(SourceOffset offset) implements QueueEvent {}
