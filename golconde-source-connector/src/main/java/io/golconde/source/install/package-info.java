/** Puts schema golconde and the triggers into the source database, or checks that they are there. */
@NullMarked
package io.golconde.source.install;

import org.jspecify.annotations.NullMarked;
