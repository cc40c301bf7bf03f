package io.golconde.source.record;

import io.golconde.source.queue.SourceOffset;

/**
 * What becomes of a record is told here.
 *
 * @param prefix of which it is one
 * @param number in the order in which the task handed them out
 * @param offset where to go on after it
 */
record Receipt(AcknowledgedPrefix prefix, long number, SourceOffset offset) {}
