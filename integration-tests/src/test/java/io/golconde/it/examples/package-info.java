/** The files of config-examples, run as users run them. */
@NullMarked
package io.golconde.it.examples;

import org.jspecify.annotations.NullMarked;
