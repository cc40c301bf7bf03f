/** The one place that tells what a failure means and which exception it becomes. */
@NullMarked
package io.golconde.sink.failure;

import org.jspecify.annotations.NullMarked;
