/** Writes the connectors that a destinations file describes: read, write, check, compare with a cluster, put there. */
@NullMarked
package io.golconde.cli.config;

import org.jspecify.annotations.NullMarked;
