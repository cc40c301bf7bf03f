/** Golconde as its users run it: packaged plugins on a real worker, between real databases, steered through REST. */
@NullMarked
package io.golconde.it;

import org.jspecify.annotations.NullMarked;
