/** Reads one window of a queue in one transaction: the changes in their total order, and a chunk of existing rows. */
@NullMarked
package io.golconde.source.window;

import org.jspecify.annotations.NullMarked;
