/** The rules between modules and packages. */
@NullMarked
package io.golconde.it.architecture;

import org.jspecify.annotations.NullMarked;
