/** The target database: its catalog, its session, the writing of rows and of offsets. */
@NullMarked
package io.golconde.sink.target;

import org.jspecify.annotations.NullMarked;
