/** The record contract: the shape in which a change travels through Kafka. */
@NullMarked
package io.golconde.core.envelope;

import org.jspecify.annotations.NullMarked;
