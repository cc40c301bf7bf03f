/** From the queue tables to changes in order: windows, backfill, acknowledgement, rotation. */
@NullMarked
package io.golconde.source.queue;

import org.jspecify.annotations.NullMarked;
