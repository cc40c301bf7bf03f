package io.golconde.source.record;

import io.golconde.source.queue.SourceOffset;

/** The number of a record in the order in which the task handed them out, and where to go on after it. */
record Receipt(long number, SourceOffset offset) {}
