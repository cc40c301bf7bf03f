/** The fold: from changes in their order to what must be deleted and written, each key once. */
@NullMarked
package io.golconde.sink.buffer;

import org.jspecify.annotations.NullMarked;
