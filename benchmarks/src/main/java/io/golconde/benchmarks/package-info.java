/** Measures Golconde on this machine, and in the same run what it can be compared with. */
@NullMarked
package io.golconde.benchmarks;

import org.jspecify.annotations.NullMarked;
