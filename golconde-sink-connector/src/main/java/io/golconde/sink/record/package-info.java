/** From a sink record to a row change in the target's own types. */
@NullMarked
package io.golconde.sink.record;

import org.jspecify.annotations.NullMarked;
