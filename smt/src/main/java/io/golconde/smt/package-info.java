/** The transforms: what a destination wants to see of a record, by configuration alone. */
@NullMarked
package io.golconde.smt;

import org.jspecify.annotations.NullMarked;
