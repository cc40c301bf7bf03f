/** Prints what a DBA runs where the connector may not install the capture itself. */
@NullMarked
package io.golconde.cli.install;

import org.jspecify.annotations.NullMarked;
