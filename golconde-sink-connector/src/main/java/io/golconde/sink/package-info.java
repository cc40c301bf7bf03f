/** The connector and its task: configuration, wiring, nothing else. */
@NullMarked
package io.golconde.sink;

import org.jspecify.annotations.NullMarked;
