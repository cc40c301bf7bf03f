/** Golconde beside other people's connectors and transforms, in one worker and over the same topics. */
@NullMarked
package io.golconde.it.neighbours;

import org.jspecify.annotations.NullMarked;
