package io.golconde.source.queue;

import org.jspecify.annotations.Nullable;

/**
 * Where and when a change was made.
 *
 * @param txid the top-level transaction; null for a row that existed before
 * @param lsn the position in the write-ahead log when the change was queued or, for a row that existed before, read
 * @param atMicros the source's clock at that moment, in microseconds since 1970-01-01
 * @param backfill whether this is a row that existed before
 */
public record Origin(@Nullable Long txid, long lsn, long atMicros, boolean backfill) {}
