/** The files of config-examples, run by the demo as users run it. */
@NullMarked
package io.golconde.it.examples;

import org.jspecify.annotations.NullMarked;
