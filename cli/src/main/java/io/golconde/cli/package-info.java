/** The command line: {@code golconde demo} and {@code golconde install-sql}. */
@NullMarked
package io.golconde.cli;

import org.jspecify.annotations.NullMarked;
