/** What a task has done, for those who watch it. */
@NullMarked
package io.golconde.sink.metrics;

import org.jspecify.annotations.NullMarked;
