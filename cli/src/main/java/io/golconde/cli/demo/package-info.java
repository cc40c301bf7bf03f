/** The demo: one source, two destinations with different schemas, on servers of its own; it ends with a proof. */
@NullMarked
package io.golconde.cli.demo;

import org.jspecify.annotations.NullMarked;
