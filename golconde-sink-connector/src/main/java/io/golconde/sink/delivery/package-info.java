/** One put: which records count, how they are applied, what becomes of those that cannot be. */
@NullMarked
package io.golconde.sink.delivery;

import org.jspecify.annotations.NullMarked;
