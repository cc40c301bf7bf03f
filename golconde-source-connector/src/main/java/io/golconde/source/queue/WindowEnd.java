package io.golconde.source.queue;

/** All changes of the window were handed out, and with them the existing rows that were read behind it. */
public record WindowEnd(SourceOffset offset) implements QueueEvent {}
