/** The command line: {@code golconde demo}, {@code golconde config} and {@code golconde install-sql}. */
@NullMarked
package io.golconde.cli;

import org.jspecify.annotations.NullMarked;
