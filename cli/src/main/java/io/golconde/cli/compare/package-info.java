/** Proves that the tables of two databases hold the same, through a mapping of names. */
@NullMarked
package io.golconde.cli.compare;

import org.jspecify.annotations.NullMarked;
