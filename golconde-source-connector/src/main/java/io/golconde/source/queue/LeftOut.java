package io.golconde.source.queue;

/** The queue moved on over changes that are not handed out. */
public record LeftOut(SourceOffset offset) implements QueueEvent {}
